use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a slip",
        &[r#"[entry_points]
postgresql = 5432
redis = 6379
[routes.pg]
entry_points = ["postgresq"]
service = "postgres:5432"
"#],
        &[r#"5:17 "postgresq""#],
    ),
    (
        "upper case",
        &[r#"[entry_points]
postgresql = 5432
redis = 6379
[routes.pg]
entry_points = ["PostgreSQL"]
service = "postgres:5432"
"#],
        &[r#"5:17 "PostgreSQL""#],
    ),
    (
        "one of two",
        &[r#"[entry_points]
postgresql = 5432
redis = 6379
[routes.pg]
entry_points = ["redis", "nothing-like-it"]
service = "postgres:5432"
"#],
        &[r#"5:26 "nothing-like-it""#],
    ),
    (
        "none declared",
        &[r#"[routes.pg]
entry_points = ["x"]
service = "postgres:5432"
"#],
        &[],
    ),
    (
        "declared in another file",
        &[
            r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#,
            r"[entry_points]
postgresql = 5432
redis = 6379
",
        ],
        &[],
    ),
    (
        "beside another slip",
        &[r#"[entry_points]
postgresql = 5432
redis = 6379
[routes.pg]
entry_points = ["x"]
service = "postgres:5432"
nonsense = 1
"#],
        &["5:17 \"x\""],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unknown-entry-point", CASES);
}
