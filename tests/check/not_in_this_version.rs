use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a class",
        &[r#"[traefik]
version = "3.6"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
ingress_class_name = "a"
"#],
        &[r#"6:22 "a""#],
    ),
    (
        "a class in 3.7",
        &[r#"[traefik]
version = "3.7"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
ingress_class_name = "a"
"#],
        &[],
    ),
    (
        "no version is the latest",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
ingress_class_name = "a"
"#],
        &[],
    ),
    (
        "v2 has no servers transport",
        &[r#"[traefik]
version = "v2"
[servers_transports.t]
dial_timeout = "5s"
proxy_protocol = 1
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "t", tls = true, node_port_lb = true }
"#],
        &["3:21 t", r#"8:65 "t""#, "8:76 true", "8:97 true"],
    ),
    (
        "3.0",
        &[r#"[traefik]
version = "3.0"
[servers_transports.t]
tls = { server_name = "a", root_cas = [{ secret = "ca" }] }
proxy_protocol = 2
[tls_options.o]
disable_session_tickets = true
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "t", tls = true, node_port_lb = true }
"#],
        &[r#"4:51 "ca""#, "5:18 2", "7:27 true", "10:97 true"],
    ),
    (
        "syntax in v2",
        &[r#"[traefik]
version = "2.11"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
syntax = "v2"
"#],
        &[r#"6:10 "v2""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("not-in-this-version", CASES);
}
