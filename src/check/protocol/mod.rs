//! Checks by what clients and servers speak.

pub(crate) mod client_hello;
pub(crate) mod served_names;

super::checks! {
    client_sends_no_sni,
    mixed_plain_and_tls,
    postgres_alpn_mismatch,
    postgres_mixed_entry_point,
    postgres_needs_v3,
    postgres_starttls_backend,
    protocol_cannot_sni,
    server_first_behind_peek,
    shadowed_by_https,
    swallows_http,
    unknown_protocol,
}
