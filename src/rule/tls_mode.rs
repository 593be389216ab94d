use serde::Serialize;

/// What a router does with TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TlsMode {
    /// The router has no `tls`.
    #[default]
    None,
    /// `tls.passthrough`: the backend ends TLS.
    Passthrough,
    /// Traefik ends TLS.
    Terminate,
}

impl TlsMode {
    /// As in JSON and in scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Passthrough => "passthrough",
            Self::Terminate => "terminate",
        }
    }
}
