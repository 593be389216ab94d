use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a key with the namespace",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
[routes."default/pg"]
entry_points = ["b"]
service = "a:1"
"#],
        &[r#"4:9 "default/pg""#],
    ),
    (
        "two files",
        &[
            r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#,
            r#"[routes.pg]
entry_points = ["b"]
service = "postgres:5432"
"#,
        ],
        &["b.toml:1:9 pg"],
    ),
    (
        "the namespace of the file tells them apart",
        &[
            r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#,
            r#"namespace = "b"
[routes.pg]
entry_points = ["b"]
service = "postgres:5432"
"#,
        ],
        &[],
    ),
    (
        "external counts",
        &[r#"[middlewares.m]
external = true
[middlewares."default/m"]
in_flight_conn = 1
"#],
        &[r#"3:14 "default/m""#],
    ),
    (
        "kinds are apart",
        &[r#"[middlewares.a]
in_flight_conn = 1
[servers_transports.a]
dial_timeout = "5s"
"#],
        &[],
    ),
    (
        "three times",
        &[
            r"[middlewares.m]
in_flight_conn = 1
",
            r"[middlewares.m]
in_flight_conn = 1
",
            r"[middlewares.m]
in_flight_conn = 1
",
        ],
        &["b.toml:1:14 m", "c.toml:1:14 m"],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("duplicate-object", CASES);
}
