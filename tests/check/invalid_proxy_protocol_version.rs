use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "0",
        &[r"[servers_transports.t]
proxy_protocol = 0
"],
        &["2:18 0"],
    ),
    (
        "3",
        &[r"[servers_transports.t]
proxy_protocol = { version = 3 }
"],
        &["2:30 3"],
    ),
    (
        "none is 2",
        &[r"[servers_transports.t]
proxy_protocol = {}
"],
        &[],
    ),
    (
        "1",
        &[r"[servers_transports.t]
proxy_protocol = 1
"],
        &[],
    ),
    (
        "of a service",
        &[r#"[traefik]
version = "3.4"
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, proxy_protocol = { version = 9 } }
"#],
        &["5:74 9"],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-proxy-protocol-version", CASES);
}
