use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "reversed",
        &[r#"[tls_options.o]
min_version = "VersionTLS13"
max_version = "VersionTLS10"
"#],
        &[r#"2:15 "VersionTLS13""#],
    ),
    (
        "equal",
        &[r#"[tls_options.o]
min_version = "VersionTLS13"
max_version = "VersionTLS13"
"#],
        &[],
    ),
    (
        "one is unknown",
        &[r#"[tls_options.o]
min_version = "VersionTLS13"
max_version = "TLS10"
"#],
        &[],
    ),
    (
        "one alone",
        &[r#"[tls_options.o]
max_version = "VersionTLS10"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("tls-versions-reversed", CASES);
}
