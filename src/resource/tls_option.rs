use serde::{Deserialize, Serialize};

use crate::source::{Spanned, Text};

/// The spec of a TLSOption.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TlsOption {
    /// Lowest TLS version; Traefik ignores a name that it does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_version: Option<Text>,
    /// Highest TLS version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_version: Option<Text>,
    /// Cipher suites up to TLS 1.2; an empty list refuses TLS 1.2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cipher_suites: Option<Vec<Text>>,
    /// Elliptic curves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub curve_preferences: Vec<Text>,
    /// Certificates asked of clients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_auth: Option<ClientAuth>,
    /// Refuse clients without a matching certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sni_strict: Option<Spanned<bool>>,
    /// ALPN protocols offered; none: h2, http/1.1 and acme-tls/1. With an empty list no ALPN is spoken at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alpn_protocols: Option<Vec<Text>>,
    /// Offer no session tickets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disable_session_tickets: Option<Spanned<bool>>,
    /// Does nothing any more (deprecated).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefer_server_cipher_suites: Option<Spanned<bool>>,
}

/// Certificates asked of clients.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClientAuth {
    /// Secrets of trusted authorities.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub secret_names: Vec<Text>,
    /// What is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_auth_type: Option<Text>,
}
