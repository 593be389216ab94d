use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "none",
        &[r#"[routes.pg]
service = "a:1"
"#],
        &["1:9 pg"],
    ),
    (
        "an empty list",
        &[r#"[routes.pg]
entry_points = []
service = "a:1"
"#],
        &["2:16 []"],
    ),
    (
        "one",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[],
    ),
    (
        "they could not be read",
        &[r#"[routes.pg]
entry_points = "a"
service = "a:1"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("missing-entry-points", CASES);
}
