use serde::Serialize;

use super::{IngressRouteTcp, Kind, MiddlewareTcp, ServersTransportTcp, TlsOption, TlsStore};

/// What an object says, by kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Spec {
    /// `kind: ServersTransportTCP`
    ServersTransportTcp(Box<ServersTransportTcp>),
    /// `kind: TLSOption`
    TlsOption(Box<TlsOption>),
    /// `kind: TLSStore`
    TlsStore(Box<TlsStore>),
    /// `kind: MiddlewareTCP`
    MiddlewareTcp(MiddlewareTcp),
    /// `kind: IngressRouteTCP`
    IngressRouteTcp(IngressRouteTcp),
}

impl Spec {
    /// The spec of this kind with no fields set.
    pub fn empty(kind: Kind) -> Self {
        match kind {
            Kind::ServersTransportTcp => Self::ServersTransportTcp(Box::default()),
            Kind::TlsOption => Self::TlsOption(Box::default()),
            Kind::TlsStore => Self::TlsStore(Box::default()),
            Kind::MiddlewareTcp => Self::MiddlewareTcp(MiddlewareTcp::default()),
            Kind::IngressRouteTcp => Self::IngressRouteTcp(IngressRouteTcp::default()),
        }
    }

    /// The kind of object that says this.
    pub fn kind(&self) -> Kind {
        match self {
            Self::ServersTransportTcp(_) => Kind::ServersTransportTcp,
            Self::TlsOption(_) => Kind::TlsOption,
            Self::TlsStore(_) => Kind::TlsStore,
            Self::MiddlewareTcp(_) => Kind::MiddlewareTcp,
            Self::IngressRouteTcp(_) => Kind::IngressRouteTcp,
        }
    }
}
