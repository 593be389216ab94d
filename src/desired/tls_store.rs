use super::common::Common;
use super::table::table;
use super::tls::Domain;
use crate::source::{Spanned, Text};

table! {
    /// A TLSStore. Traefik uses only the one named `default`.
    pub struct TlsStore {
        /// The certificate for server names without a certificate of their own.
        /// Default: a self-signed certificate of Traefik.
        /// Example: `{ secret_name = "fallback-cert" }`
        default_certificate: Certificate,
        /// A default certificate that a resolver requests.
        /// Example: `{ resolver = "letsencrypt", domain = { main = "example.com" } }`
        default_generated_cert: DefaultGeneratedCert,
        /// Additional certificates.
        /// Example: `[{ secret_name = "db-cert" }]`
        certificates: Spanned<Vec<Certificate>>,
        /// The object is managed elsewhere: it can be referenced and is not emitted.
        /// Default: `false`
        /// Example: `true`
        external: Spanned<bool>,
    }
    with common: Common;
}

table! {
    /// A certificate in a Kubernetes Secret.
    pub struct Certificate {
        /// The Secret's name.
        /// Example: `"fallback-cert"`
        secret_name: Text,
    }
    required ["secret_name"];
    shorthand secret_name: Text;
}

table! {
    /// A default certificate that a resolver requests.
    pub struct DefaultGeneratedCert {
        /// The certificate resolver of Traefik's static configuration.
        /// Example: `"letsencrypt"`
        resolver: Text,
        /// The names to request it for.
        /// Example: `{ main = "example.com" }`
        domain: Domain,
    }
}
