use serde::{Serialize, Serializer};

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

impl TlsMode {
    /// As in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Passthrough => "passthrough",
            Self::Terminate => "terminate",
        }
    }
}

impl Serialize for TlsMode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
