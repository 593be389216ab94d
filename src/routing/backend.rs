use std::fmt;

use serde::Serialize;
use smol_str::SmolStr;

use super::{NoServer, ObjectName};
use crate::resource::IntOrString;

/// One Kubernetes Service that gets connections.
#[derive(Clone, Debug, PartialEq)]
pub struct Backend {
    /// The service and its weight.
    pub share: Share,
    /// Why a connection that comes to it is closed all the same.
    pub broken: Option<NoServer>,
    /// What is taken for granted of the service.
    pub assumed: Assumed,
    /// What the server sees beside the client's bytes.
    pub wire: Wire,
}

/// What is taken for granted of a service that is not known in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumed {
    /// Nothing.
    Nothing,
    /// That it has an endpoint that is ready.
    Endpoints,
    /// That it exists and has the port.
    Service,
}

/// What a server sees beside the client's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    /// Whether Traefik opens TLS to it.
    pub tls: bool,
    /// The version of the PROXY protocol header that it gets first, if it gets one.
    pub proxy_protocol: Option<i64>,
    /// Whether that header has the addresses of Traefik's own connection ([`PROXY_HEADER_OF_TRAEFIK`](crate::traefik::change::PROXY_HEADER_OF_TRAEFIK)).
    pub own_addresses: bool,
    /// The full name of the servers transport.
    pub transport: Option<SmolStr>,
}

impl Backend {
    /// What is taken for granted: `service default/postgres exists with port 5432`.
    pub fn assumption(&self) -> Option<String> {
        let Share { service, port, .. } = &self.share;
        match self.assumed {
            Assumed::Nothing => None,
            Assumed::Endpoints => Some(format!("service {service} has an endpoint that is ready for port {port}")),
            Assumed::Service => Some(format!("service {service} exists with port {port}")),
        }
    }

    /// Whether a connection has the same outcome there, whatever the weight.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let same_service = self.share.service == other.share.service && self.share.port == other.share.port;
        same_service && self.wire == other.wire && self.broken == other.broken
    }
}

/// A Kubernetes Service and its share of a router's connections.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The service.
    pub service: ObjectName,
    /// Its port, by number or name.
    pub port: IntOrString,
    /// Its weight, above 0: its share is this part of the sum of all weights.
    pub weight: i64,
}

/// `namespace/name:port`.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.service, self.port)
    }
}
