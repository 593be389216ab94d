use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "of a file, once",
        &[r#"namespace = "A"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
[routes.b]
entry_points = ["b"]
service = "postgres:5432"
"#],
        &[r#"1:13 "A""#],
    ),
    (
        "of an entry",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
namespace = "a.b"
"#],
        &[r#"4:13 "a.b""#],
    ),
    (
        "in a key",
        &[r#"[routes."A/pg"]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[r#"1:9 "A/pg""#],
    ),
    (
        "empty in a key",
        &[r#"[routes."/pg"]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[r#"1:9 "/pg""#],
    ),
    (
        "64 letters",
        &[r#"namespace = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[r#"1:13 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa""#],
    ),
    (
        "63 letters",
        &[r#"namespace = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-namespace", CASES);
}
