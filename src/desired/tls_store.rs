use super::common::Common;
use super::fields::table;
use super::tls::Domain;
use crate::source::{Spanned, Text};

table! {
    /// A TLSStore. Traefik reads the one named `default` alone.
    pub struct TlsStore {
        /// The certificate for names that have none.
        /// Default: a self-signed one of Traefik.
        /// Example: `{ secret_name = "fallback-cert" }`
        default_certificate: Certificate,
        /// A default certificate that a resolver gets.
        /// Example: `{ resolver = "letsencrypt", domain = { main = "example.com" } }`
        default_generated_cert: DefaultGeneratedCert,
        /// Further certificates.
        /// Example: `[{ secret_name = "db-cert" }]`
        certificates: Spanned<Vec<Certificate>>,
        /// The object exists elsewhere: it may be referenced and is not emitted.
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
    /// A default certificate that a resolver gets.
    pub struct DefaultGeneratedCert {
        /// The certificate resolver of Traefik's static configuration.
        /// Example: `"letsencrypt"`
        resolver: Text,
        /// The names to get it for.
        /// Example: `{ main = "example.com" }`
        domain: Domain,
    }
}
