use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "both",
        &[r#"[servers_transports.t]
tls = { server_name = "a", root_cas = [{ secret = "a", config_map = "b" }] }
"#],
        &[r#"2:69 "b""#],
    ),
    (
        "one each",
        &[r#"[servers_transports.t]
tls = { server_name = "a", root_cas = [{ secret = "a" }, { config_map = "b" }] }
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("root-ca-two-homes", CASES);
}
