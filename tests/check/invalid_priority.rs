use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "one too many",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
priority = 9223372036854774808
"#],
        &["4:12 9223372036854774808"],
    ),
    (
        "the highest",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
priority = 9223372036854774807
"#],
        &[],
    ),
    (
        "negative",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
priority = -9223372036854775808
"#],
        &[],
    ),
    (
        "in a rule",
        &[r#"[routes.pg]
entry_points = ["p"]
tls = "passthrough"
[[routes.pg.rules]]
sni = "a.test"
priority = 9223372036854775807
service = "a:1"
"#],
        &["6:12 9223372036854775807"],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-priority", CASES);
}
