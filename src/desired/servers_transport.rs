use super::common::Common;
use super::shorthand::IntOrText;
use super::table::table;
use crate::source::{Spanned, Text};

table! {
    /// A ServersTransportTCP: how Traefik connects to the servers.
    pub struct ServersTransport {
        /// Maximum time to establish a connection to a server.
        /// Default: `"30s"`
        /// Example: `"5s"`
        dial_timeout: IntOrText,
        /// Interval of TCP keep-alive probes to a server.
        /// Default: `"15s"`
        /// Example: `"1m"`
        dial_keep_alive: IntOrText,
        /// How long to wait for one side after the other has closed.
        /// Default: `"100ms"`
        /// Example: `"200ms"`
        termination_delay: IntOrText,
        /// Send the PROXY protocol header to the servers.
        /// Example: `{ version = 2 }`
        proxy_protocol: ProxyProtocol,
        /// TLS for connections to the servers.
        /// Example: `{ server_name = "pg.internal" }`
        tls: Box<BackendTls>,
        /// The object is managed elsewhere: it can be referenced and is not emitted.
        /// Default: `false`
        /// Example: `true`
        external: Spanned<bool>,
    }
    with common: Common;
}

table! {
    /// The PROXY protocol header that Traefik sends to a server.
    pub struct ProxyProtocol {
        /// 1 (text) or 2 (binary).
        /// Default: `2`
        /// Example: `1`
        version: Spanned<i64>,
    }
    shorthand version: Spanned<i64>;
}

table! {
    /// TLS between Traefik and the servers.
    pub struct BackendTls {
        /// The name that the server's certificate must contain; also sent as SNI.
        /// Example: `"pg.internal"`
        server_name: Text,
        /// Accept any certificate.
        /// Default: `false`
        /// Example: `true`
        insecure_skip_verify: Spanned<bool>,
        /// Certificate authorities that are trusted, each from a Secret or a ConfigMap.
        /// Default: the system's authorities.
        /// Example: `[{ secret = "pg-ca" }]`
        root_cas: Spanned<Vec<RootCa>>,
        /// Secrets with certificate authorities. Deprecated: use `root_cas`.
        /// Example: `["pg-ca"]`
        root_cas_secrets: Spanned<Vec<Text>>,
        /// Secrets with client certificates.
        /// Example: `["client-cert"]`
        certificates_secrets: Spanned<Vec<Text>>,
        /// The URI that the server's certificate must contain.
        /// Example: `"spiffe://example.com/pg"`
        peer_cert_uri: Text,
        /// Subject alternative names that the server's certificate must contain. Since Traefik 3.8.
        /// Example: `[{ type = "DNSName", value = "pg.internal" }]`
        peer_cert_sans: Spanned<Vec<PeerCertSan>>,
        /// SPIFFE verification of the servers.
        /// Example: `{ ids = ["spiffe://example.com/pg"] }`
        spiffe: Spiffe,
    }
}

table! {
    /// Where a certificate authority is stored: one of the two.
    pub struct RootCa {
        /// The name of a ConfigMap.
        /// Example: `"pg-ca"`
        config_map: Text,
        /// The name of a Secret.
        /// Example: `"pg-ca"`
        secret: Text,
    }
}

table! {
    /// A subject alternative name.
    pub struct PeerCertSan {
        /// Its type, for example `DNSName`.
        /// Example: `"DNSName"`
        kind as "type": Text,
        /// Its value.
        /// Example: `"pg.internal"`
        value as "value": Text,
    }
}

table! {
    /// SPIFFE verification.
    pub struct Spiffe {
        /// SPIFFE ids that are accepted.
        /// Example: `["spiffe://example.com/pg"]`
        ids: Spanned<Vec<Text>>,
        /// The trust domain that is accepted.
        /// Example: `"example.com"`
        trust_domain: Text,
    }
}
