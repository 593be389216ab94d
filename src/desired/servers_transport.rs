use super::common::Common;
use super::fields::table;
use super::shorthand::IntOrText;
use crate::source::{Spanned, Text};

table! {
    /// A ServersTransportTCP: how Traefik connects to the servers.
    pub struct ServersTransport {
        /// How long a connection to a server may take to come up: `"30s"`.
        dial_timeout: IntOrText,
        /// Interval of TCP keep-alive probes to a server.
        dial_keep_alive: IntOrText,
        /// How long to wait for the other side after one closed.
        termination_delay: IntOrText,
        /// Send the PROXY protocol header to the servers.
        proxy_protocol: ProxyProtocol,
        /// TLS to the servers.
        tls: Box<BackendTls>,
        /// The object exists elsewhere: it may be referenced and is not emitted.
        external: Spanned<bool>,
    }
    with common: Common;
}

table! {
    /// The PROXY protocol header that Traefik sends to a server.
    pub struct ProxyProtocol {
        /// 1 (text) or 2 (binary); 2 when left out.
        version: Spanned<i64>,
    }
    shorthand version: Spanned<i64>;
}

table! {
    /// TLS between Traefik and the servers.
    pub struct BackendTls {
        /// The name that the server's certificate has to carry; sent as SNI.
        server_name: Text,
        /// Accept any certificate.
        insecure_skip_verify: Spanned<bool>,
        /// Certificate authorities that are trusted, each from a Secret or a ConfigMap.
        root_cas: Spanned<Vec<RootCa>>,
        /// Secrets with certificate authorities. Deprecated: use `root_cas`.
        root_cas_secrets: Spanned<Vec<Text>>,
        /// Secrets with client certificates.
        certificates_secrets: Spanned<Vec<Text>>,
        /// The URI that the server's certificate has to carry.
        peer_cert_uri: Text,
        /// Subject alternative names that the server's certificate has to carry.
        peer_cert_sans: Spanned<Vec<PeerCertSan>>,
        /// SPIFFE verification of the servers.
        spiffe: Spiffe,
    }
}

table! {
    /// A certificate authority's home; one of the two.
    pub struct RootCa {
        /// A ConfigMap's name.
        config_map: Text,
        /// A Secret's name.
        secret: Text,
    }
}

table! {
    /// A subject alternative name.
    pub struct PeerCertSan {
        /// Its type, for example `DNSName`.
        kind as "type": Text,
        /// Its value.
        value as "value": Text,
    }
}

table! {
    /// SPIFFE verification.
    pub struct Spiffe {
        /// SPIFFE ids that are accepted.
        ids: Spanned<Vec<Text>>,
        /// The trust domain that is accepted.
        trust_domain: Text,
    }
}
