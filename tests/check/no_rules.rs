use crate::support::holds;

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds(
        "no-rules",
        &[
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
        ],
    );
}
