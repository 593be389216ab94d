//! Checks of what a route and its TLSOption ask of TLS, and of certificates.

pub(crate) mod choices;
pub(crate) mod offered_protocols;
pub(crate) mod second_default;

super::checks! {
    acme_needs_domain,
    alpn_not_offered,
    client_auth_without_ca,
    duplicate_default_tls_options,
    duplicate_default_tls_store,
    passthrough_with_termination,
    tls_store_not_default,
    tls_versions_reversed,
    unknown_cipher_suite,
    unknown_curve,
    unknown_secret,
    unknown_tls_options,
    unknown_tls_version,
    unused_tls_options,
}
