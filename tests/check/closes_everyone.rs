use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "0",
        &[r"[middlewares.m]
in_flight_conn = 0
"],
        &["2:18 0"],
    ),
    (
        "no amount",
        &[r"[middlewares.m]
in_flight_conn = {}
"],
        &["1:14 m"],
    ),
    (
        "1",
        &[r"[middlewares.m]
in_flight_conn = 1
"],
        &[],
    ),
    (
        "negative is an error of its own",
        &[r"[middlewares.m]
in_flight_conn = -1
"],
        &[],
    ),
    (
        "not served beside an allow list",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/8"]
in_flight_conn = 0
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("closes-everyone", CASES);
}
