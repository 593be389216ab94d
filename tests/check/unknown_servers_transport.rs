use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "nothing like it",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "x" }
"#],
        &[r#"3:65 "x""#],
    ),
    (
        "a slip",
        &[r#"[servers_transports.slow]
dial_timeout = "5s"
[routes.pg]
entry_points = ["p"]
services = [{ name = "a", port = 1, servers_transport = "slow" }, { name = "b", port = 1, servers_transport = "slwo" }]
"#],
        &[r#"5:111 "slwo""#],
    ),
    (
        "with a slash",
        &[r#"[servers_transports.t]
dial_timeout = "5s"
allow = [{ code = "unused-servers-transport", reason = "x" }]
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "default/t" }
"#],
        &[r#"6:65 "default/t""#],
    ),
    (
        "in another namespace",
        &[r#"[servers_transports."ops/t"]
dial_timeout = "5s"
allow = [{ code = "unused-servers-transport", reason = "x" }]
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "t" }
"#],
        &[r#"6:65 "t""#],
    ),
    (
        "another provider",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "t@file" }
"#],
        &[],
    ),
    (
        "a generated name",
        &[r#"[traefik]
allow_cross_namespace = true
[servers_transports.t]
dial_timeout = "5s"
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "default-t@kubernetescrd" }
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unknown-servers-transport", CASES);
}
