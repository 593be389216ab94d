use std::fmt;

use serde::{Deserialize, Serialize};

/// What becomes of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A TCP router takes it and hands it to a service.
    Forwarded,
    /// It is closed, or its TLS handshake refused.
    Closed,
    /// No TCP router takes it, and Traefik's own HTTP server answers.
    Http,
    /// Traefik makes no promise.
    Ambiguous,
}

impl Outcome {
    /// As in JSON and in scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Forwarded => "forwarded",
            Self::Closed => "closed",
            Self::Http => "http",
            Self::Ambiguous => "ambiguous",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
