use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "hyphens",
        &[r#"[routes."a-b/c"]
entry_points = ["postgresql"]
service = "postgres:5432"
[routes."a/b-c"]
entry_points = ["b"]
service = "postgres:5432"
"#],
        &[r#"1:9 "a-b/c""#],
    ),
    (
        "other rules",
        &[r#"[routes."a-b/c"]
entry_points = ["postgresql"]
service = "postgres:5432"
[routes."a/b-c"]
entry_points = ["b"]
service = "postgres:5432"
match = "ClientIP(`10.0.0.0/8`)"
"#],
        &[],
    ),
    (
        "two files",
        &[
            r#"namespace = "a-b"
[routes.c]
entry_points = ["postgresql"]
service = "postgres:5432"
"#,
            r#"namespace = "a"
[routes.b-c]
entry_points = ["b"]
service = "postgres:5432"
"#,
        ],
        &["a.toml:2:9 c"],
    ),
    (
        "dots stay dots",
        &[r#"[routes."a/b.c"]
entry_points = ["postgresql"]
service = "postgres:5432"
[routes."a/b-c"]
entry_points = ["b"]
service = "postgres:5432"
"#],
        &[],
    ),
    (
        "one object twice",
        &[r#"[routes.c]
entry_points = ["postgresql"]
service = "postgres:5432"
namespace = "a-b"
[routes."a-b/c"]
entry_points = ["b"]
service = "postgres:5432"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("router-name-collision", CASES);
}
