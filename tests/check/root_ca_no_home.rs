use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "nothing",
        &[r#"[servers_transports.t]
tls = { server_name = "a", root_cas = [{}] }
"#],
        &["2:40 {}"],
    ),
    (
        "the second",
        &[r#"[servers_transports.t]
tls = { server_name = "a", root_cas = [{ secret = "a" }, {}] }
"#],
        &["2:58 {}"],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("root-ca-no-home", CASES);
}
