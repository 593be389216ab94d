use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a slip",
        &[r#"[services.postgrs]
addresses = ["10.0.0.1:1"]
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &["1:11 postgrs"],
    ),
    (
        "with its namespace",
        &[r#"[services."default/postgres"]
addresses = ["10.0.0.1:1"]
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[],
    ),
    (
        "with its port",
        &[r#"[services."postgres:5432"]
addresses = ["10.0.0.1:1"]
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[],
    ),
    (
        "another namespace",
        &[r#"[services."ops/postgres"]
addresses = ["10.0.0.1:1"]
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[r#"1:11 "ops/postgres""#],
    ),
    (
        "the file's namespace",
        &[
            r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#,
            r#"namespace = "b"
[services.postgres]
addresses = ["10.0.0.1:1"]
"#,
        ],
        &["b.toml:2:11 postgres"],
    ),
    (
        "no routes",
        &[r#"[services.postgres]
addresses = ["10.0.0.1:1"]
"#],
        &[],
    ),
    (
        "a port that no route uses",
        &[r#"[services."postgres:5433"]
addresses = ["10.0.0.1:1"]
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[r#"1:11 "postgres:5433""#],
    ),
    (
        "one of two ports",
        &[r#"[services."a:2"]
addresses = ["10.0.0.1:1"]
[routes.pg]
entry_points = ["postgresql"]
services = [{ name = "a", port = 1 }, { name = "a", port = 2 }]
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unknown-backend-service", CASES);
}
