use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "syntax",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
syntax = "v4"
"#],
        &[r#"4:10 "v4""#],
    ),
    (
        "a syntax of nothing",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
syntax = ""
"#],
        &[r#"4:10 """#],
    ),
    (
        "client_auth_type",
        &[r#"[tls_options.o]
client_auth = { client_auth_type = "RequireAny" }
"#],
        &[r#"2:36 "RequireAny""#],
    ),
    (
        "those that are",
        &[r#"[tls_options.o]
client_auth = { client_auth_type = "NoClientCert" }
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
syntax = "v2"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-value", CASES);
}
