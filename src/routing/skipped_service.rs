use std::fmt;

use super::ObjectName;

/// A service that a route names and that Traefik leaves out, with a line in its log as the only sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedService {
    /// Its place among the rule's services, from 0.
    pub place: usize,
    /// The service.
    pub service: ObjectName,
    /// Why.
    pub skip: Skip,
    /// What Traefik logs.
    pub traefik: String,
}

/// Why Traefik leaves a service out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It is not in the namespace of its route.
    OtherNamespace,
    /// No port is given.
    NoPort,
    /// It has no servers.
    NoServers,
    /// Its ServersTransportTCP may be in another namespace.
    ForbiddenTransport,
}

impl fmt::Display for SkippedService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Traefik leaves out service `{}`: {}", self.service, self.traefik)
    }
}
