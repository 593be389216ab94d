use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "VersionTLS12",
        &[r#"[tls_options.o]
min_version = "VersionTLS12"
"#],
        &[],
    ),
    (
        "VersionTLS10",
        &[r#"[tls_options.o]
min_version = "VersionTLS10"
"#],
        &[],
    ),
    (
        "1.3",
        &[r#"[tls_options.o]
min_version = "1.3"
"#],
        &[r#"2:15 "1.3""#],
    ),
    (
        "TLSv1.2",
        &[r#"[tls_options.o]
min_version = "TLSv1.2"
"#],
        &[r#"2:15 "TLSv1.2""#],
    ),
    (
        "TLS1_1",
        &[r#"[tls_options.o]
min_version = "TLS1_1"
"#],
        &[r#"2:15 "TLS1_1""#],
    ),
    (
        "VersionTLS99",
        &[r#"[tls_options.o]
min_version = "VersionTLS99"
"#],
        &[r#"2:15 "VersionTLS99""#],
    ),
    (
        "SSLv3",
        &[r#"[tls_options.o]
min_version = "SSLv3"
"#],
        &[r#"2:15 "SSLv3""#],
    ),
    (
        "versiontls13",
        &[r#"[tls_options.o]
min_version = "versiontls13"
"#],
        &[r#"2:15 "versiontls13""#],
    ),
    (
        "the highest",
        &[r#"[tls_options.o]
max_version = "1.2"
"#],
        &[r#"2:15 "1.2""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unknown-tls-version", CASES);
}
