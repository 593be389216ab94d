use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "nothing like it",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
sni = "a.test"
tls = { secret_name = "c", options = "x" }
"#],
        &[r#"5:38 "x""#],
    ),
    (
        "as a table",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
sni = "a.test"
tls = { secret_name = "c", options = { name = "x" } }
"#],
        &[r#"5:47 "x""#],
    ),
    (
        "default, declared or not",
        &[r#"[tls_options.default]
sni_strict = true
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
sni = "a.test"
tls = { secret_name = "c", options = "default" }
"#],
        &[r#"7:38 "default""#],
    ),
    (
        "a dot",
        &[r#"[tls_options."a.b"]
sni_strict = true
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
sni = "a.test"
tls = { secret_name = "c", options = "a.b" }
"#],
        &[r#"7:38 "a.b""#],
    ),
    (
        "two hyphens",
        &[r#"[tls_options.a--b]
sni_strict = true
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
sni = "a.test"
tls = { secret_name = "c", options = "a--b" }
"#],
        &[r#"7:38 "a--b""#],
    ),
    (
        "declared",
        &[r#"[tls_options.o]
sni_strict = true
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
sni = "a.test"
tls = { secret_name = "c", options = "o" }
"#],
        &[],
    ),
    (
        "external",
        &[r#"[tls_options.o]
external = true
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
sni = "a.test"
tls = { secret_name = "c", options = "o" }
"#],
        &[],
    ),
    (
        "another provider",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
sni = "a.test"
tls = { secret_name = "c", options = "o@file" }
"#],
        &[],
    ),
    (
        "passed through",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
sni = "a.test"
tls = { passthrough = true, options = "x" }
"#],
        &[r#"5:39 "x""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unknown-tls-options", CASES);
}
