/// What a router does with TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum TlsMode {
    /// The router has no `tls`.
    #[default]
    None,
    /// `tls.passthrough`: the backend ends TLS.
    Passthrough,
    /// Traefik ends TLS.
    Terminate,
}
