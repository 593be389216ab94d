use super::common::Common;
use super::fields::table;
use crate::source::{Spanned, Text};

/// TLS versions by the names that Traefik reads (`pkg/tls/certificate.go`), the lowest first.
pub const TLS_VERSIONS: [&str; 4] = ["VersionTLS10", "VersionTLS11", "VersionTLS12", "VersionTLS13"];

/// What can be asked of clients: the CRD's enumeration.
pub const CLIENT_AUTH_TYPES: [&str; 5] = [
    "NoClientCert",
    "RequestClientCert",
    "RequireAnyClientCert",
    "VerifyClientCertIfGiven",
    "RequireAndVerifyClientCert",
];

table! {
    /// A TLSOption: what Traefik asks of TLS connections that it ends.
    pub struct TlsOption {
        /// Lowest TLS version.
        min_version: Text => TLS_VERSIONS,
        /// Highest TLS version.
        max_version: Text => TLS_VERSIONS,
        /// Cipher suites up to TLS 1.2.
        cipher_suites: Spanned<Vec<Text>>,
        /// Elliptic curves, in order of preference.
        curve_preferences: Spanned<Vec<Text>>,
        /// Certificates asked of clients.
        client_auth: ClientAuth,
        /// Refuse clients for whose server name there is no certificate.
        sni_strict: Spanned<bool>,
        /// ALPN protocols offered, in order of preference.
        alpn_protocols: Spanned<Vec<Text>>,
        /// Offer no session tickets.
        disable_session_tickets: Spanned<bool>,
        /// Ignored by Traefik since Go 1.17 chooses by itself. Deprecated.
        prefer_server_cipher_suites: Spanned<bool>,
        /// The object exists elsewhere: it may be referenced and is not emitted.
        external: Spanned<bool>,
    }
    with common: Common;
}

table! {
    /// Certificates asked of clients.
    pub struct ClientAuth {
        /// Secrets with the certificate authorities that are trusted.
        secret_names: Spanned<Vec<Text>>,
        /// What is asked.
        client_auth_type: Text => CLIENT_AUTH_TYPES,
    }
}
