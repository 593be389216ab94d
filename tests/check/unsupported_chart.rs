use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "26",
        &[r"[traefik]
chart = 26
"],
        &["2:9 26"],
    ),
    (
        "41",
        &[r"[traefik]
chart = 41
"],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unsupported-chart", CASES);
}
