use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "upper case",
        &[r#"[routes.PG]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &["1:9 PG"],
    ),
    (
        "a dot",
        &[r#"[routes."pg.main"]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[],
    ),
    (
        "an underscore",
        &[r"[middlewares.my_m]
in_flight_conn = 1
"],
        &["1:14 my_m"],
    ),
    (
        "an empty one",
        &[r#"[routes.""]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[r#"1:9 """#],
    ),
    (
        "two slashes",
        &[r#"[routes."a/b/c"]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[r#"1:9 "a/b/c""#],
    ),
    (
        "names that YAML reads otherwise",
        &[r#"[routes.on]
entry_points = ["postgresql"]
service = "postgres:5432"
[routes.1e3]
entry_points = ["b"]
service = "postgres:5432"
[routes.0x1f]
entry_points = ["c"]
service = "postgres:5432"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-name", CASES);
}
