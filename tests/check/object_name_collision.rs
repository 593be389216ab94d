use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "middlewares",
        &[r#"[middlewares."a-b/c"]
in_flight_conn = 1
[middlewares."a/b-c"]
in_flight_conn = 1
"#],
        &[r#"3:14 "a/b-c""#],
    ),
    (
        "a dot is a hyphen",
        &[r#"[middlewares."a.b"]
in_flight_conn = 1
[middlewares.a-b]
in_flight_conn = 1
"#],
        &["3:14 a-b"],
    ),
    (
        "other kinds",
        &[r#"[middlewares."a-b/c"]
in_flight_conn = 1
[servers_transports."a/b-c"]
dial_timeout = "5s"
"#],
        &[],
    ),
    (
        "servers transports in two files",
        &[
            r#"[servers_transports."a-b/c"]
dial_timeout = "5s"
"#,
            r#"namespace = "a"
[servers_transports.b-c]
dial_timeout = "5s"
"#,
        ],
        &["b.toml:2:21 b-c"],
    ),
    (
        "default TLS options",
        &[r#"[tls_options."a-b/default"]
sni_strict = true
[tls_options."a/b-default"]
sni_strict = true
"#],
        &[],
    ),
    (
        "one object twice",
        &[r#"[middlewares.a-b]
in_flight_conn = 1
[middlewares."default/a-b"]
in_flight_conn = 1
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("object-name-collision", CASES);
}
