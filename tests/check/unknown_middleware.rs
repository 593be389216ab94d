use crate::check::support::{Case, diagnostics, holds, sources};

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

/// A slip elsewhere hides no other one; what may be that entry is spared.
#[test]
fn names_are_missed_although_something_else_cannot_be_read() {
    let slip = "[middlewares.limit]\nin_flight_con = 1\n[entry_points]\npg = 5432\n";
    let route = |rest: &str| format!("{slip}[routes.a]\nservice = \"a:1\"\n{rest}");
    let codes = |text: &str| diagnostics(&sources(&[text])).iter().map(|found| found.code.name).collect::<Vec<_>>();
    let all = codes(&route("entry_points = [\"pq\"]\nmiddlewares = [\"offce\"]\n"));
    assert_eq!(all, ["unknown-key", "unknown-entry-point", "unknown-middleware"]);
    assert_eq!(codes(&route("entry_points = [\"pg\"]\nmiddlewares = [\"limit\"]\n")), ["unknown-key"]);
    assert_eq!(
        codes(&route("entry_points = [\"pg\"]\nmiddlewares = [\"ops/limit\"]\n")),
        ["unknown-key", "cross-namespace-reference"]
    );
    let misnamed = "[middleware.office]\nin_flight_conn = 1\n[routes.a]\nentry_points = [\"pg\"]\nservice = \"a:1\"\n\
        middlewares = [\"office\"]\n";
    assert_eq!(codes(misnamed), ["unknown-key"]);
    let dropped = "[middlewares]\noffice = 5\n[routes.a]\nentry_points = [\"pg\"]\nservice = \"a:1\"\nmiddlewares = [\"office\"]\n";
    assert!(!codes(dropped).contains(&"unknown-middleware"));
}
