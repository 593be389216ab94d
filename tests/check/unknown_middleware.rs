use crate::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "nothing like it",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["m"]
"#],
        &[r#"4:16 "m""#],
    ),
    (
        "a slip",
        &[r#"[middlewares.office]
in_flight_conn = 1
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["office", "ofice"]
"#],
        &[r#"6:26 "ofice""#],
    ),
    (
        "in another namespace",
        &[r#"[middlewares."ops/office"]
in_flight_conn = 1
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["office"]
"#],
        &[r#"6:16 "office""#],
    ),
    (
        "external",
        &[r#"[middlewares.office]
external = true
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["office"]
"#],
        &[],
    ),
    (
        "in another file",
        &[
            r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["m"]
"#,
            r"[middlewares.m]
in_flight_conn = 1
",
        ],
        &[],
    ),
    (
        "another provider",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["m@file"]
"#],
        &[],
    ),
    (
        "across namespaces",
        &[r#"[traefik]
allow_cross_namespace = true
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["ops/m"]
"#],
        &[r#"6:16 "ops/m""#],
    ),
    (
        "a generated name",
        &[r#"[traefik]
allow_cross_namespace = true
[middlewares."ops/m"]
in_flight_conn = 1
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["ops-m@kubernetescrd", "ops-n@kubernetescrd"]
"#],
        &[r#"8:39 "ops-n@kubernetescrd""#],
    ),
    (
        "not followed across namespaces",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["ops/m"]
"#],
        &[],
    ),
    (
        "a middleware that could not be read",
        &[r#"[middlewares]
m = 1
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["m"]
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unknown-middleware", CASES);
}
