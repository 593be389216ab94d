use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "unused",
        &[r#"[servers_transports.t]
dial_timeout = "5s"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &["1:21 t"],
    ),
    (
        "used",
        &[r#"[servers_transports.t]
dial_timeout = "5s"
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, servers_transport = "t" }
"#],
        &[],
    ),
    (
        "no routes",
        &[r#"[servers_transports.t]
dial_timeout = "5s"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unused-servers-transport", CASES);
}
