use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a weight",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, weight = 3 }
"#],
        &["3:54 3"],
    ),
    (
        "0",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, weight = 0 }
"#],
        &["3:54 0"],
    ),
    (
        "two services",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
services = [{ name = "a", port = 1, weight = 3 }, { name = "b", port = 1, weight = 3 }]
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("weights-do-nothing", CASES);
}
