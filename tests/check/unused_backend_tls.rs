use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "no tls",
        &[r#"[servers_transports.t]
tls = { server_name = "a" }
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "t" }
"#],
        &[r#"5:65 "t""#],
    ),
    (
        "tls = false",
        &[r#"[servers_transports.t]
tls = { server_name = "a" }
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "t", tls = false }
"#],
        &[r#"5:65 "t""#],
    ),
    (
        "no settings",
        &[r#"[servers_transports.t]
dial_timeout = "5s"
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "t" }
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unused-backend-tls", CASES);
}
