use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "two namespaces",
        &[r#"[tls_options."a/default"]
min_version = "VersionTLS13"
[tls_options."b/default"]
min_version = "VersionTLS13"
"#],
        &[r#"3:14 "b/default""#],
    ),
    (
        "three, in two files",
        &[
            r#"[tls_options."a/default"]
min_version = "VersionTLS13"
"#,
            r#"[tls_options."b/default"]
min_version = "VersionTLS13"
[tls_options."c/default"]
min_version = "VersionTLS13"
"#,
        ],
        &[r#"b.toml:1:14 "b/default""#, r#"b.toml:3:14 "c/default""#],
    ),
    (
        "one is external",
        &[r#"[tls_options."a/default"]
external = true
[tls_options.default]
min_version = "VersionTLS13"
"#],
        &["3:14 default"],
    ),
    (
        "one default",
        &[r#"[tls_options.default]
min_version = "VersionTLS13"
"#],
        &[],
    ),
    (
        "one namespace twice is one object",
        &[r#"[tls_options.default]
min_version = "VersionTLS13"
[tls_options."default/default"]
min_version = "VersionTLS13"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("duplicate-default-tls-options", CASES);
}
