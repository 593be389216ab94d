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
    /// It is in a namespace that Traefik does not watch.
    NamespaceNotWatched,
    /// It does not exist.
    NotFound,
    /// It is of type `ExternalName`, which Traefik does not allow.
    ExternalName,
    /// No port is given.
    NoPort,
    /// It does not have the port.
    UnknownPort,
    /// Connections are to go to its own address, and it has none.
    Headless,
    /// It has no servers.
    NoServers,
    /// Its ServersTransportTCP may be in another namespace.
    ForbiddenTransport,
}

impl SkippedService {
    /// `` `default/postgres`: service not found ``
    pub(super) fn reason(&self) -> String {
        format!("`{}`: {}", self.service, self.traefik)
    }
}

impl fmt::Display for SkippedService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Traefik leaves out service {}", self.reason())
    }
}
