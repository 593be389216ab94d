use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a number",
        &[r"[servers_transports.t]
termination_delay = 200
"],
        &["2:21 200"],
    ),
    (
        "digits in quotes",
        &[r#"[servers_transports.t]
termination_delay = "200"
"#],
        &[r#"2:21 "200""#],
    ),
    (
        "with a unit",
        &[r#"[servers_transports.t]
termination_delay = "200ms"
"#],
        &[],
    ),
    (
        "0 is 0 in every unit",
        &[r"[servers_transports.t]
termination_delay = 0
"],
        &[],
    ),
    (
        "other durations were never milliseconds",
        &[r"[servers_transports.t]
dial_timeout = 30
dial_keep_alive = 15
"],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("bare-duration", CASES);
}
