use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a store",
        &[r#"[tls_stores.a]
default_certificate = "c"
"#],
        &["1:13 a"],
    ),
    (
        "a reference",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
sni = "a.test"
tls = { secret_name = "c", store = "a" }
"#],
        &[r#"5:36 "a""#],
    ),
    (
        "a reference to the default",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
sni = "a.test"
tls = { secret_name = "c", store = "ops/default" }
"#],
        &[],
    ),
    (
        "an external one",
        &[r"[tls_stores.a]
external = true
"],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("tls-store-not-default", CASES);
}
