//! What became of a connection.

use rustls::AlertDescription;

use crate::support::backend::Saw;

/// What Traefik did with one connection, as its client saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// A backend answered.
    Backend {
        /// Which one.
        name: String,
        /// How the client's bytes got there.
        via: Via,
    },
    /// Traefik's own HTTP server answered.
    Http {
        /// The status code; none where it spoke HTTP/2.
        status: Option<u16>,
    },
    /// Traefik broke off the TLS handshake with this alert.
    TlsAlert(AlertDescription),
    /// The connection ended, by FIN or by RST: which of the two is chance.
    Closed,
    /// Nothing came within the client's patience.
    Silent,
    /// Nobody listened.
    Refused,
    /// Something else came: these bytes.
    Unexpected(Vec<u8>),
}

/// How a client's bytes got to a backend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// As they were, and they were not TLS.
    Plain,
    /// As they were, and they were TLS. A router without `tls` does this as well as one with passthrough.
    Passthrough,
    /// Traefik ended TLS.
    Terminated,
}

/// A [`Deed`] with what else the client learnt.
#[derive(Debug, Clone)]
pub struct Observation {
    /// What became of the connection.
    pub deed: Deed,
    /// What the backend saw, where one answered.
    pub saw: Option<Saw>,
    /// Whether somebody answered `S` to `PostgreSQL`'s `SSLRequest`.
    pub ssl_granted: bool,
    /// The ALPN protocol that the TLS handshake agreed on.
    pub alpn: Option<String>,
    /// The server's certificate as DER, where the client got one.
    pub certificate: Option<Vec<u8>>,
}

impl Observation {
    /// Whether the server's certificate has this text in it, its common name say.
    pub fn certificate_names(&self, text: &str) -> bool {
        let bytes = self.certificate.as_deref().unwrap_or_default();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    }
}

impl Deed {
    /// A backend that answered in this way.
    pub fn backend(name: &str, via: Via) -> Self {
        Self::Backend { name: name.to_owned(), via }
    }

    /// Traefik's HTTP server with this status.
    pub fn http(status: u16) -> Self {
        Self::Http { status: Some(status) }
    }
}
