use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "10.0.0.5:5432",
        &[r#"[services.postgres]
addresses = ["10.0.0.5:5432"]
"#],
        &[],
    ),
    (
        "pg.internal:5432",
        &[r#"[services.postgres]
addresses = ["pg.internal:5432"]
"#],
        &[],
    ),
    (
        "[2001:db8::5]:5432",
        &[r#"[services.postgres]
addresses = ["[2001:db8::5]:5432"]
"#],
        &[],
    ),
    (
        "10.0.0.5",
        &[r#"[services.postgres]
addresses = ["10.0.0.5"]
"#],
        &[r#"2:14 "10.0.0.5""#],
    ),
    (
        "10.0.0.5:",
        &[r#"[services.postgres]
addresses = ["10.0.0.5:"]
"#],
        &[r#"2:14 "10.0.0.5:""#],
    ),
    (
        "10.0.0.5:0",
        &[r#"[services.postgres]
addresses = ["10.0.0.5:0"]
"#],
        &[r#"2:14 "10.0.0.5:0""#],
    ),
    (
        "10.0.0.5:65536",
        &[r#"[services.postgres]
addresses = ["10.0.0.5:65536"]
"#],
        &[r#"2:14 "10.0.0.5:65536""#],
    ),
    (
        ":5432",
        &[r#"[services.postgres]
addresses = [":5432"]
"#],
        &[r#"2:14 ":5432""#],
    ),
    (
        "tcp://a:1",
        &[r#"[services.postgres]
addresses = ["tcp://a:1"]
"#],
        &[r#"2:14 "tcp://a:1""#],
    ),
    (
        "2001:db8::5:5432",
        &[r#"[services.postgres]
addresses = ["2001:db8::5:5432"]
"#],
        &[r#"2:14 "2001:db8::5:5432""#],
    ),
    (
        "[10.0.0.5]:1",
        &[r#"[services.postgres]
addresses = ["[10.0.0.5]:1"]
"#],
        &[r#"2:14 "[10.0.0.5]:1""#],
    ),
    (
        "a b:1",
        &[r#"[services.postgres]
addresses = ["a b:1"]
"#],
        &[r#"2:14 "a b:1""#],
    ),
    (
        "a:+1",
        &[r#"[services.postgres]
addresses = ["a:+1"]
"#],
        &[r#"2:14 "a:+1""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-backend-address", CASES);
}
