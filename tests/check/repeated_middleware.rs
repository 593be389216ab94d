use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "twice",
        &[r#"[middlewares.m]
in_flight_conn = 1
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["m", "m"]
"#],
        &[r#"6:21 "m""#],
    ),
    (
        "once with its namespace",
        &[r#"[middlewares.m]
in_flight_conn = 1
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["m", "default/m"]
"#],
        &[r#"6:21 "default/m""#],
    ),
    (
        "in two rules",
        &[r#"[middlewares.m]
in_flight_conn = 1
[routes.pg]
entry_points = ["p"]
tls = "passthrough"
[[routes.pg.rules]]
sni = "a.test"
middlewares = ["m"]
service = "a:1"
[[routes.pg.rules]]
sni = "b.test"
middlewares = ["m"]
service = "a:1"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("repeated-middleware", CASES);
}
