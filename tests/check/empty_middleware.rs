use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "nothing",
        &[r"[middlewares.m]
"],
        &["1:14 m"],
    ),
    (
        "labels alone",
        &[r#"[middlewares.m]
labels = { a = "b" }
"#],
        &["1:14 m"],
    ),
    (
        "external",
        &[r"[middlewares.m]
external = true
"],
        &[],
    ),
    (
        "its type could not be read",
        &[r#"[middlewares.m]
ip_allow_lst = ["10.0.0.1"]
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("empty-middleware", CASES);
}
