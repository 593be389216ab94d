use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "5m30",
        &[r#"[servers_transports.t]
dial_timeout = "5m30"
"#],
        &[r#"2:16 "5m30""#],
    ),
    (
        "5m30s",
        &[r#"[servers_transports.t]
dial_timeout = "5m30s"
"#],
        &[],
    ),
    (
        "99999999h",
        &[r#"[servers_transports.t]
dial_timeout = "99999999h"
"#],
        &[r#"2:16 "99999999h""#],
    ),
    (
        "10000000000",
        &[r#"[servers_transports.t]
dial_timeout = "10000000000"
"#],
        &[r#"2:16 "10000000000""#],
    ),
    (
        "30",
        &[r#"[servers_transports.t]
dial_timeout = "30"
"#],
        &[],
    ),
    (
        "1h2",
        &[r#"[servers_transports.t]
dial_timeout = "1h2"
"#],
        &[r#"2:16 "1h2""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unread-duration", CASES);
}
