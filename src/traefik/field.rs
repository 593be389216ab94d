use super::version::TraefikVersion;

/// A field or kind of Traefik's CRDs that not every version has (`docs/content/reference/dynamic-configuration/
/// traefik.io_*.yaml` at each tag).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `routes[].syntax` of an IngressRouteTCP.
    RuleSyntax,
    /// `services[].serversTransport` of an IngressRouteTCP.
    ServiceTransport,
    /// `services[].tls` of an IngressRouteTCP.
    ServiceTls,
    /// `services[].nodePortLB` of an IngressRouteTCP.
    NodePortLb,
    /// `services[].proxyProtocol` of an IngressRouteTCP.
    ServiceProxyProtocol,
    /// `services[].terminationDelay` of an IngressRouteTCP.
    ServiceTerminationDelay,
    /// `ingressClassName` of an IngressRouteTCP; before, an annotation is the only way.
    IngressClassName,
    /// The kind ServersTransportTCP.
    ServersTransport,
    /// `tls.rootCAs` of a ServersTransportTCP.
    RootCas,
    /// `tls.rootCAsSecrets` of a ServersTransportTCP.
    RootCasSecrets,
    /// `proxyProtocol` of a ServersTransportTCP.
    TransportProxyProtocol,
    /// `tls.peerCertSANs` of a ServersTransportTCP; of no release so far.
    PeerCertSans,
    /// `disableSessionTickets` of a TLSOption.
    DisableSessionTickets,
    /// `ipWhiteList` of a MiddlewareTCP.
    IpWhiteList,
}

impl Field {
    /// The first version that has it; none for one that 2.11 has already.
    pub const fn since(self) -> Option<TraefikVersion> {
        Some(match self {
            Self::RuleSyntax | Self::ServiceTransport | Self::ServiceTls | Self::ServersTransport => v3(0, 0),
            Self::NodePortLb => v3(1, 0),
            Self::RootCas | Self::DisableSessionTickets => v3(4, 0),
            Self::TransportProxyProtocol => v3(5, 2),
            Self::IngressClassName => v3(7, 0),
            Self::PeerCertSans => v3(8, 0),
            Self::ServiceProxyProtocol | Self::ServiceTerminationDelay | Self::RootCasSecrets | Self::IpWhiteList => {
                return None;
            }
        })
    }

    /// The first version that calls it deprecated.
    pub const fn deprecated_since(self) -> Option<TraefikVersion> {
        Some(match self {
            Self::ServiceTerminationDelay | Self::IpWhiteList => v3(0, 0),
            Self::RuleSyntax | Self::RootCasSecrets => v3(4, 0),
            Self::ServiceProxyProtocol => v3(5, 2),
            _ => return None,
        })
    }

    /// Whether a version has it.
    pub fn is_in(self, version: TraefikVersion) -> bool {
        self.since().is_none_or(|since| version >= since)
    }

    /// Whether a version calls it deprecated.
    pub fn is_deprecated_in(self, version: TraefikVersion) -> bool {
        self.deprecated_since().is_some_and(|since| version >= since)
    }
}

const fn v3(minor: u16, patch: u16) -> TraefikVersion {
    TraefikVersion::new(3, minor, patch)
}
