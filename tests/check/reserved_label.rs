use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "another value",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
labels = { "app.kubernetes.io/managed-by" = "helm" }
"#],
        &[r#"4:45 "helm""#],
    ),
    (
        "its own value",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
labels = { "app.kubernetes.io/managed-by" = "tcpgen" }
"#],
        &[],
    ),
    (
        "of a file",
        &[r#"labels = { "app.kubernetes.io/managed-by" = "helm" }
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[r#"1:45 "helm""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("reserved-label", CASES);
}
