use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "5s",
        &[r#"[servers_transports.t]
dial_timeout = "5s"
"#],
        &[],
    ),
    (
        "1h30m",
        &[r#"[servers_transports.t]
dial_timeout = "1h30m"
"#],
        &[],
    ),
    (
        "500µs",
        &[r#"[servers_transports.t]
dial_timeout = "500µs"
"#],
        &[],
    ),
    (
        "5",
        &[r#"[servers_transports.t]
dial_timeout = "5"
"#],
        &[],
    ),
    (
        "nothing at all",
        &[r#"[servers_transports.t]
dial_timeout = ""
"#],
        &[r#"2:16 """#],
    ),
    (
        "5 s",
        &[r#"[servers_transports.t]
dial_timeout = "5 s"
"#],
        &[r#"2:16 "5 s""#],
    ),
    (
        "1.5s",
        &[r#"[servers_transports.t]
dial_timeout = "1.5s"
"#],
        &[r#"2:16 "1.5s""#],
    ),
    (
        "-1s",
        &[r#"[servers_transports.t]
dial_timeout = "-1s"
"#],
        &[r#"2:16 "-1s""#],
    ),
    (
        "1d",
        &[r#"[servers_transports.t]
dial_timeout = "1d"
"#],
        &[r#"2:16 "1d""#],
    ),
    (
        "5μs",
        &[r#"[servers_transports.t]
dial_timeout = "5μs"
"#],
        &[r#"2:16 "5μs""#],
    ),
    (
        "five",
        &[r#"[servers_transports.t]
dial_timeout = "five"
"#],
        &[r#"2:16 "five""#],
    ),
    (
        "a number",
        &[r"[servers_transports.t]
dial_keep_alive = -1
"],
        &[],
    ),
    (
        "each of the three",
        &[r#"[servers_transports.t]
dial_timeout = "x"
dial_keep_alive = "y"
termination_delay = "z"
"#],
        &[r#"2:16 "x""#, r#"3:19 "y""#, r#"4:21 "z""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-duration", CASES);
}
