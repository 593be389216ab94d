use smol_str::SmolStr;

use super::shorthand::IntOrText;
use super::table::table;
use crate::source::{Spanned, Text};

table! {
    /// A port that Traefik's static configuration opens.
    pub struct EntryPoint {
        /// The port that Traefik listens on, 1 to 65535.
        /// Example: `5432`
        port: Spanned<i64>,
        /// The port that the Kubernetes Service exposes.
        /// Default: `port`.
        /// Example: `15432`
        exposed_port: Spanned<i64>,
        /// Whether the Kubernetes Service exposes the port.
        /// Default: `true`
        /// Example: `false`
        expose: Spanned<bool>,
        /// Hosts of HTTPS routers on this entry point: a TLS connection tries these before any TCP router.
        /// Example: `["app.example.com"]`
        http_hosts: Spanned<Vec<Text>>,
        /// `asDefault`: routes that name no entry point attach to the entry points that have it. While none has it, they
        /// attach to all.
        /// Default: `false`
        /// Example: `true`
        as_default: Spanned<bool>,
        /// `transport.respondingTimeouts.readTimeout`: how long Traefik waits for a client's first bytes. `0` is without
        /// limit.
        /// Default: `"60s"`
        /// Example: `"5s"`
        read_timeout: IntOrText,
        /// The PROXY protocol, which a load balancer in front of Traefik speaks.
        /// Example: `{ trusted = ["10.0.0.0/8"] }`
        proxy_protocol: TrustedProxies,
    }
    required ["port"];
    slips ENTRY_POINT;
    shorthand port: Spanned<i64>;
}

table! {
    /// Who may send Traefik a PROXY protocol header.
    pub struct TrustedProxies {
        /// `proxyProtocol.trustedIPs`: addresses and ranges. To everybody else's connections a header is data.
        /// Example: `["10.0.0.0/8"]`
        trusted: Spanned<Vec<Text>>,
    }
    required ["trusted"];
}

/// An HTTPS router of an IngressRoute or an Ingress among the manifests: a fact about the entry points that it shares with
/// TCP routes.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpsRouter {
    /// Its entry points; those of routes that name none if there are none.
    pub entry_points: Vec<SmolStr>,
    /// Its hosts, each at the place of its rule; `*` for a rule without any.
    pub hosts: Vec<Text>,
    /// Its ingress class; empty for none.
    pub class: SmolStr,
}
