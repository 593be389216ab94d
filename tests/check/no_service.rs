use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "none",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
"#],
        &["1:9 pg"],
    ),
    (
        "an empty list",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
services = []
"#],
        &["1:9 pg"],
    ),
    (
        "a rule",
        &[r#"[routes.pg]
entry_points = ["p"]
[[routes.pg.rules]]
match = "HostSNI(`*`)"
"#],
        &[r#"4:9 "HostSNI(`*`)""#],
    ),
    (
        "it could not be read",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "nonsense"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("no-service", CASES);
}
