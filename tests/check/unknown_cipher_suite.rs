use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "OpenSSL's name",
        &[r#"[tls_options.o]
cipher_suites = ["ECDHE-RSA-AES128-GCM-SHA256"]
"#],
        &[r#"2:18 "ECDHE-RSA-AES128-GCM-SHA256""#],
    ),
    (
        "lower case",
        &[r#"[tls_options.o]
cipher_suites = ["tls_aes_128_gcm_sha256"]
"#],
        &[r#"2:18 "tls_aes_128_gcm_sha256""#],
    ),
    (
        "both kinds",
        &[r#"[tls_options.o]
cipher_suites = ["TLS_AES_128_GCM_SHA256", "x"]
"#],
        &[r#"2:44 "x""#],
    ),
    (
        "external",
        &[r"[tls_options.o]
external = true
"],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unknown-cipher-suite", CASES);
}
