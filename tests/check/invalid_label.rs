use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a value",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
labels = { a = "x y" }
"#],
        &[r#"4:16 "x y""#],
    ),
    (
        "a key",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
labels = { "-a" = "x" }
"#],
        &[r#"4:12 "-a""#],
    ),
    (
        "both, of a file, once",
        &[r#"labels = { "a b" = "c d" }
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
[routes.b]
entry_points = ["b"]
service = "postgres:5432"
"#],
        &[r#"1:12 "a b""#, r#"1:20 "c d""#],
    ),
    (
        "an empty value",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
labels = { a = "" }
"#],
        &[],
    ),
    (
        "upper case in the prefix",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
labels = { "Example.com/a" = "x" }
"#],
        &[r#"4:12 "Example.com/a""#],
    ),
    (
        "63 letters",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
labels = { a = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" }
"#],
        &[],
    ),
    (
        "64 letters",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
labels = { a = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" }
"#],
        &[r#"4:16 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-label", CASES);
}
