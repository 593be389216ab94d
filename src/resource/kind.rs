use serde::{Deserialize, Serialize};

/// The kinds of object that tcpgen writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// How Traefik connects to servers.
    #[serde(rename = "ServersTransportTCP")]
    ServersTransportTcp,
    /// What Traefik asks of TLS connections that it ends.
    #[serde(rename = "TLSOption")]
    TlsOption,
    /// Default certificates.
    #[serde(rename = "TLSStore")]
    TlsStore,
    /// A guard before a service.
    #[serde(rename = "MiddlewareTCP")]
    MiddlewareTcp,
    /// Rules that lead connections to services.
    #[serde(rename = "IngressRouteTCP")]
    IngressRouteTcp,
}

impl Kind {
    /// As in `kind`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ServersTransportTcp => "ServersTransportTCP",
            Self::TlsOption => "TLSOption",
            Self::TlsStore => "TLSStore",
            Self::MiddlewareTcp => "MiddlewareTCP",
            Self::IngressRouteTcp => "IngressRouteTCP",
        }
    }

    /// The resource name in API paths.
    pub fn plural(self) -> &'static str {
        match self {
            Self::ServersTransportTcp => "serverstransporttcps",
            Self::TlsOption => "tlsoptions",
            Self::TlsStore => "tlsstores",
            Self::MiddlewareTcp => "middlewaretcps",
            Self::IngressRouteTcp => "ingressroutetcps",
        }
    }

    /// The table of the state file that declares this kind.
    pub fn table(self) -> &'static str {
        match self {
            Self::ServersTransportTcp => "servers_transports",
            Self::TlsOption => "tls_options",
            Self::TlsStore => "tls_stores",
            Self::MiddlewareTcp => "middlewares",
            Self::IngressRouteTcp => "routes",
        }
    }

    /// The kind whose entries are in this table of the state file.
    pub fn of_table(table: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.table() == table)
    }

    /// All kinds, referenced ones before the routes that refer to them.
    pub const ALL: [Self; 5] =
        [Self::ServersTransportTcp, Self::TlsOption, Self::TlsStore, Self::MiddlewareTcp, Self::IngressRouteTcp];
}
