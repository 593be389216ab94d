use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a middleware",
        &[r#"[middlewares."ops/m"]
ip_allow_list = ["10.0.0.0/8"]
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["ops/m"]
"#],
        &[r#"6:16 "ops/m""#],
    ),
    (
        "its own namespace, spelt out",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/8"]
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["default/m"]
"#],
        &[],
    ),
    (
        "a service",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "ops/postgres:5432"
"#],
        &[r#"3:11 "ops/postgres:5432""#],
    ),
    (
        "the own namespace of a service",
        &[r#"namespace = "ops"
[routes.pg]
entry_points = ["postgresql"]
service = "ops/postgres:5432"
"#],
        &[],
    ),
    (
        "TLS options, once for all rules",
        &[r#"[tls_options."ops/o"]
min_version = "VersionTLS13"
[routes.pg]
entry_points = ["p"]
tls = { secret_name = "c", options = "ops/o" }
[[routes.pg.rules]]
sni = "a.test"
service = "a:1"
[[routes.pg.rules]]
sni = "b.test"
service = "b:1"
"#],
        &[r#"5:38 "ops/o""#],
    ),
    (
        "a generated name of the own namespace is refused too",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/8"]
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["default-m@kubernetescrd"]
"#],
        &[r#"6:16 "default-m@kubernetescrd""#],
    ),
    (
        "a servers transport by its generated name",
        &[r#"[servers_transports.t]
dial_timeout = "5s"
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "default-t@kubernetescrd" }
"#],
        &[r#"5:65 "default-t@kubernetescrd""#],
    ),
    (
        "another provider",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["m@file"]
"#],
        &[],
    ),
    (
        "allowed",
        &[r#"[traefik]
allow_cross_namespace = true
[middlewares."ops/m"]
ip_allow_list = ["10.0.0.0/8"]
[routes.pg]
entry_points = ["postgresql"]
service = "ops/postgres:5432"
middlewares = ["ops/m"]
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("cross-namespace-reference", CASES);
}
