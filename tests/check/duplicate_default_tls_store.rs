use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "two namespaces",
        &[r#"[tls_stores."a/default"]
default_certificate = "c"
[tls_stores."b/default"]
default_certificate = "c"
"#],
        &[r#"3:13 "b/default""#],
    ),
    (
        "three, in two files",
        &[
            r#"[tls_stores."a/default"]
default_certificate = "c"
"#,
            r#"[tls_stores."b/default"]
default_certificate = "c"
[tls_stores."c/default"]
default_certificate = "c"
"#,
        ],
        &[r#"b.toml:1:13 "b/default""#, r#"b.toml:3:13 "c/default""#],
    ),
    (
        "one is external",
        &[r#"[tls_stores."a/default"]
external = true
[tls_stores.default]
default_certificate = "c"
"#],
        &["3:13 default"],
    ),
    (
        "one default",
        &[r#"[tls_stores.default]
default_certificate = "c"
"#],
        &[],
    ),
    (
        "one namespace twice is one object",
        &[r#"[tls_stores.default]
default_certificate = "c"
[tls_stores."default/default"]
default_certificate = "c"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("duplicate-default-tls-store", CASES);
}
