use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "negative",
        &[r"[middlewares.m]
in_flight_conn = { amount = -5 }
"],
        &["2:29 -5"],
    ),
    (
        "0",
        &[r"[middlewares.m]
in_flight_conn = 0
"],
        &[],
    ),
    (
        "large",
        &[r"[middlewares.m]
in_flight_conn = 9223372036854775807
"],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-amount", CASES);
}
