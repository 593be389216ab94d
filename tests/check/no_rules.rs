use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "an empty list",
        &[r#"[routes.pg]
entry_points = ["p"]
rules = []
"#],
        &["3:9 []"],
    ),
    (
        "a short form",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("no-rules", CASES);
}
