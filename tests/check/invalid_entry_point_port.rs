use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "0",
        &[r"[entry_points]
a = 0
"],
        &["2:5 0"],
    ),
    (
        "65536",
        &[r"[entry_points]
a = { port = 65536 }
"],
        &["2:14 65536"],
    ),
    (
        "exposed",
        &[r"[entry_points]
a = { port = 1000, exposed_port = -1 }
"],
        &["2:35 -1"],
    ),
    (
        "the ends",
        &[r"[entry_points]
a = 1
b = 65535
"],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-entry-point-port", CASES);
}
