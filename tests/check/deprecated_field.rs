use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "ip_white_list",
        &[r#"[middlewares.m]
ip_white_list = ["10.0.0.0/8"]
"#],
        &["2:1 ip_white_list"],
    ),
    (
        "ip_white_list as a table",
        &[r#"[middlewares.m.ip_white_list]
source_range = ["10.0.0.0/8"]
"#],
        &["1:16 ip_white_list"],
    ),
    (
        "ip_white_list is v2's name",
        &[r#"[traefik]
version = "v2"
[middlewares.m]
ip_white_list = ["10.0.0.0/8"]
"#],
        &[],
    ),
    (
        "fields of a service",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, proxy_protocol = { version = 2 }, termination_delay = 100 }
"#],
        &["3:74 2", "3:99 100"],
    ),
    (
        "a service with a servers transport",
        &[r#"[servers_transports.t]
dial_timeout = "5s"
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "t", termination_delay = 100 }
"#],
        &["5:90 100"],
    ),
    (
        "proxy_protocol has no successor before 3.5",
        &[r#"[traefik]
version = "3.4"
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, proxy_protocol = { version = 2 } }
"#],
        &[],
    ),
    (
        "root_cas_secrets",
        &[r#"[servers_transports.t]
tls = { server_name = "a", root_cas_secrets = ["ca"] }
"#],
        &[r#"2:48 "ca""#],
    ),
    (
        "root_cas_secrets before 3.4",
        &[r#"[traefik]
version = "3.3"
[servers_transports.t]
tls = { server_name = "a", root_cas_secrets = ["ca"] }
"#],
        &[],
    ),
    (
        "prefer_server_cipher_suites",
        &[r"[tls_options.o]
prefer_server_cipher_suites = true
"],
        &["2:31 true"],
    ),
    (
        "syntax",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
syntax = "v3"
"#],
        &[r#"4:10 "v3""#],
    ),
    (
        "the class in an annotation",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
annotations = { "kubernetes.io/ingress.class" = "a" }
"#],
        &[r#"4:17 "kubernetes.io/ingress.class""#],
    ),
    (
        "the class of a whole file",
        &[r#"annotations = { "kubernetes.io/ingress.class" = "a" }
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[r#"1:17 "kubernetes.io/ingress.class""#],
    ),
    (
        "the class in an annotation before 3.7",
        &[r#"[traefik]
version = "3.6"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
annotations = { "kubernetes.io/ingress.class" = "a" }
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("deprecated-field", CASES);
}
