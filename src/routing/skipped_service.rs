use std::fmt;

use super::ObjectName;

/// A service that a route names and that Traefik leaves out, with a line in its log as the only sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedService {
    /// The service.
    pub service: ObjectName,
    /// What Traefik logs.
    pub traefik: String,
}

impl fmt::Display for SkippedService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Traefik leaves out service `{}`: {}", self.service, self.traefik)
    }
}
