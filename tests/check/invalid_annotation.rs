use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a blank in the key",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
annotations = { "a b" = "x" }
"#],
        &[r#"4:17 "a b""#],
    ),
    (
        "of a file, once",
        &[r#"annotations = { "a/b/c" = "x" }
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
[routes.b]
entry_points = ["b"]
service = "postgres:5432"
"#],
        &[r#"1:17 "a/b/c""#],
    ),
    (
        "upper case in the prefix",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
annotations = { "Example.com/a" = "x y z" }
"#],
        &[],
    ),
    (
        "a long name",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
annotations = { aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = "x" }
"#],
        &["4:17 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-annotation", CASES);
}
