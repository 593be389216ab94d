use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a name",
        &[r#"[servers_transports.t]
tls = { spiffe = {}, server_name = "a" }
"#],
        &[r#"2:36 "a""#],
    ),
    (
        "roots",
        &[r#"[servers_transports.t]
tls = { spiffe = {}, root_cas = [{ secret = "a" }] }
"#],
        &[r#"2:45 "a""#],
    ),
    (
        "alone",
        &[r#"[servers_transports.t]
tls = { spiffe = { ids = ["spiffe://a/b"] } }
"#],
        &[],
    ),
    (
        "insecure_skip_verify = false",
        &[r"[servers_transports.t]
tls = { spiffe = {}, insecure_skip_verify = false }
"],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("spiffe-with-tls-settings", CASES);
}
