use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a list and a limit",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.1"]
in_flight_conn = 1
"#],
        &["3:18 1"],
    ),
    (
        "all three",
        &[r#"[middlewares.m]
in_flight_conn = 1
ip_white_list = ["10.0.0.1"]
ip_allow_list = ["10.0.0.2"]
"#],
        &["2:18 1", r#"3:17 ["10.0.0.1"]"#],
    ),
    (
        "one",
        &[r"[middlewares.m]
in_flight_conn = 1
"],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("two-types-in-one-middleware", CASES);
}
