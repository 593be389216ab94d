use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "unused",
        &[r#"[middlewares.m]
in_flight_conn = 1
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &["1:14 m"],
    ),
    (
        "used by another namespace's route alone",
        &[r#"[middlewares.m]
in_flight_conn = 1
[middlewares."ops/m"]
in_flight_conn = 1
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
namespace = "ops"
middlewares = ["m"]
"#],
        &["1:14 m"],
    ),
    (
        "no routes",
        &[r"[middlewares.m]
in_flight_conn = 1
"],
        &[],
    ),
    (
        "external",
        &[r#"[middlewares.m]
external = true
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[],
    ),
    (
        "a generated name",
        &[r#"[traefik]
allow_cross_namespace = true
[middlewares.m]
in_flight_conn = 1
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["default-m@kubernetescrd"]
"#],
        &[],
    ),
    (
        "a route of another file",
        &[
            r"[middlewares.m]
in_flight_conn = 1
",
            r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["m"]
"#,
        ],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unused-middleware", CASES);
}
