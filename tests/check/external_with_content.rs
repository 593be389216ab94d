use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a list",
        &[r#"[middlewares.m]
external = true
ip_allow_list = ["10.0.0.1"]
"#],
        &["1:14 m"],
    ),
    (
        "nothing",
        &[r#"[middlewares.m]
external = true
namespace = "ops"
labels = { a = "b" }
"#],
        &[],
    ),
    (
        "external = false",
        &[r#"[middlewares.m]
external = false
ip_allow_list = ["10.0.0.1"]
"#],
        &[],
    ),
    (
        "TLS options",
        &[r"[tls_options.o]
external = true
sni_strict = true
"],
        &["1:14 o"],
    ),
    (
        "a servers transport",
        &[r#"[servers_transports.t]
external = true
dial_timeout = "5s"
"#],
        &["1:21 t"],
    ),
    (
        "a store",
        &[r#"[tls_stores.default]
external = true
default_certificate = "c"
"#],
        &["1:13 default"],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("external-with-content", CASES);
}
