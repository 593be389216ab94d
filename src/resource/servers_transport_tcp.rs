use serde::{Deserialize, Serialize};

use super::IntOrString;
use crate::source::{Spanned, Text};

/// The spec of a ServersTransportTCP.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServersTransportTcp {
    /// How long a connection may take to come up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dial_timeout: Option<IntOrString>,
    /// Interval of keep-alive probes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dial_keep_alive: Option<IntOrString>,
    /// How long to wait for the other side after one closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termination_delay: Option<IntOrString>,
    /// PROXY protocol to the servers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy_protocol: Option<ProxyProtocol>,
    /// TLS to the servers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls: Option<TlsClientConfig>,
}

/// The PROXY protocol header.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProxyProtocol {
    /// 1 or 2; none: 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<Spanned<i64>>,
}

/// TLS to the servers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TlsClientConfig {
    /// The name asked for and expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_name: Option<Text>,
    /// Accept any certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insecure_skip_verify: Option<Spanned<bool>>,
    /// Trusted authorities.
    #[serde(default, rename = "rootCAs", skip_serializing_if = "Vec::is_empty")]
    pub root_cas: Vec<RootCa>,
    /// Secrets of trusted authorities (deprecated).
    #[serde(default, rename = "rootCAsSecrets", skip_serializing_if = "Vec::is_empty")]
    pub root_cas_secrets: Vec<Text>,
    /// Secrets of client certificates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates_secrets: Vec<Text>,
    /// The URI expected.
    #[serde(default, rename = "peerCertURI", skip_serializing_if = "Option::is_none")]
    pub peer_cert_uri: Option<Text>,
    /// Alternative names expected.
    #[serde(default, rename = "peerCertSANs", skip_serializing_if = "Vec::is_empty")]
    pub peer_cert_sans: Vec<PeerCertSan>,
    /// SPIFFE verification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spiffe: Option<Spiffe>,
}

/// A trusted authority's home. The CRD's validation refuses both at once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RootCa {
    /// A ConfigMap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config_map: Option<Text>,
    /// A Secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<Text>,
}

/// A subject alternative name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PeerCertSan {
    /// Its type.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<Text>,
    /// Its value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Text>,
}

/// SPIFFE verification.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Spiffe {
    /// Accepted ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<Text>,
    /// Accepted trust domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trust_domain: Option<Text>,
}
