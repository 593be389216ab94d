use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "an upper-case service",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "Postgres:5432"
"#],
        &[r#"3:11 "Postgres:5432""#],
    ),
    (
        "a service that begins with a digit",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "1pg:5432"
"#],
        &[r#"3:11 "1pg:5432""#],
    ),
    (
        "a service with a dot",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "pg.prod:5432"
"#],
        &[r#"3:11 "pg.prod:5432""#],
    ),
    (
        "a secret",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
tls = { secret_name = "My_Cert" }
"#],
        &[r#"4:23 "My_Cert""#],
    ),
    (
        "a ConfigMap and a Secret of authorities",
        &[r#"[servers_transports.t]
tls = { server_name = "a", root_cas = [{ config_map = "CA" }, { secret = "c_a" }] }
"#],
        &[r#"2:55 "CA""#, r#"2:74 "c_a""#],
    ),
    (
        "a secret with dots",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
tls = { secret_name = "pg.example.com" }
"#],
        &[],
    ),
    (
        "client authorities",
        &[r#"[tls_options.o]
client_auth = { secret_names = ["CA"] }
"#],
        &[r#"2:33 "CA""#],
    ),
    (
        "a default certificate",
        &[r#"[tls_stores.default]
default_certificate = "My_Cert"
"#],
        &[r#"2:23 "My_Cert""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("impossible-name", CASES);
}
