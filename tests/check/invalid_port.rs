use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "1",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "pg:1"
"#],
        &[],
    ),
    (
        "65535",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "pg:65535"
"#],
        &[],
    ),
    (
        "0",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "pg:0"
"#],
        &[r#"3:11 "pg:0""#],
    ),
    (
        "65536",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "pg:65536"
"#],
        &[r#"3:11 "pg:65536""#],
    ),
    (
        "-1",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "pg:-1"
"#],
        &[r#"3:11 "pg:-1""#],
    ),
    (
        "pg",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "pg:pg"
"#],
        &[],
    ),
    (
        "PG",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "pg:PG"
"#],
        &[r#"3:11 "pg:PG""#],
    ),
    (
        "pg--1",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "pg:pg--1"
"#],
        &[r#"3:11 "pg:pg--1""#],
    ),
    (
        "1234567890123456",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "pg:1234567890123456"
"#],
        &[r#"3:11 "pg:1234567890123456""#],
    ),
    (
        "a-name-too-long-",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "pg:a-name-too-long-"
"#],
        &[r#"3:11 "pg:a-name-too-long-""#],
    ),
    (
        "digits in quotes",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = "5432" }
"#],
        &[],
    ),
    (
        "no port at all was reported",
        &[r#"[routes.pg]
entry_points = ["p"]
service = { name = "a" }
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-port", CASES);
}
