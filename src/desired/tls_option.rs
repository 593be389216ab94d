use super::common::Common;
use super::table::table;
use crate::source::{Spanned, Text};

/// TLS versions by the names that Traefik reads (`pkg/tls/certificate.go`), the lowest first.
pub const TLS_VERSIONS: [&str; 4] = ["VersionTLS10", "VersionTLS11", "VersionTLS12", "VersionTLS13"];

/// Modes of client authentication: the CRD's enumeration.
pub const CLIENT_AUTH_TYPES: [&str; 5] = [
    "NoClientCert",
    "RequestClientCert",
    "RequireAnyClientCert",
    "VerifyClientCertIfGiven",
    "RequireAndVerifyClientCert",
];

table! {
    /// A TLSOption: settings for TLS connections that Traefik terminates.
    pub struct TlsOption {
        /// Minimum TLS version.
        /// Default: `"VersionTLS12"`
        /// Example: `"VersionTLS13"`
        min_version: Text => TLS_VERSIONS,
        /// Maximum TLS version.
        /// Default: the highest that Traefik supports.
        /// Example: `"VersionTLS13"`
        max_version: Text => TLS_VERSIONS,
        /// Cipher suites up to TLS 1.2. An empty list refuses TLS 1.2.
        /// Default: those of Traefik.
        /// Example: `["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"]`
        cipher_suites: Spanned<Vec<Text>>,
        /// Elliptic curves, in order of preference.
        /// Default: those of Traefik.
        /// Example: `["X25519", "CurveP256"]`
        curve_preferences: Spanned<Vec<Text>>,
        /// Client certificates.
        /// Example: `{ client_auth_type = "RequireAndVerifyClientCert", secret_names = ["client-ca"] }`
        client_auth: ClientAuth,
        /// Refuse clients if there is no certificate for their server name.
        /// Default: `false`
        /// Example: `true`
        sni_strict: Spanned<bool>,
        /// ALPN protocols to offer, in order of preference. With an empty list, Traefik uses no ALPN since 3.1.1: it
        /// accepts every protocol and agrees on none.
        /// Default: `["h2", "http/1.1", "acme-tls/1"]`
        /// Example: `["postgresql"]`
        alpn_protocols: Spanned<Vec<Text>>,
        /// Disable session tickets.
        /// Default: `false`
        /// Example: `true`
        disable_session_tickets: Spanned<bool>,
        /// Ignored by Traefik, since Go 1.17 makes its own choice. Deprecated.
        /// Example: `true`
        prefer_server_cipher_suites: Spanned<bool>,
        /// The object is managed elsewhere: it can be referenced and is not emitted.
        /// Default: `false`
        /// Example: `true`
        external: Spanned<bool>,
    }
    with common: Common;
}

table! {
    /// Client certificates.
    pub struct ClientAuth {
        /// Secrets with the certificate authorities that are trusted.
        /// Example: `["client-ca"]`
        secret_names: Spanned<Vec<Text>>,
        /// Whether client certificates are requested, required and verified.
        /// Default: `"NoClientCert"`
        /// Example: `"RequireAndVerifyClientCert"`
        client_auth_type: Text => CLIENT_AUTH_TYPES,
    }
}
