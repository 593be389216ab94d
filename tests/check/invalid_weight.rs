use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "negative",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
services = [{ name = "a", port = 1, weight = -1 }, { name = "b", port = 1 }]
"#],
        &["3:46 -1"],
    ),
    (
        "alone",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, weight = -1 }
"#],
        &["3:54 -1"],
    ),
    (
        "0",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
services = [{ name = "a", port = 1, weight = 0 }, { name = "b", port = 1 }]
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-weight", CASES);
}
