use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "twice",
        &[r#"[routes.pg]
entry_points = ["a", "b", "a"]
service = "postgres:5432"
"#],
        &[r#"2:27 "a""#],
    ),
    (
        "case differs",
        &[r#"[routes.pg]
entry_points = ["a", "A"]
service = "postgres:5432"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("repeated-entry-point", CASES);
}
