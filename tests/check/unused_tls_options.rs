use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "unused",
        &[r#"[tls_options.o]
sni_strict = true
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &["1:14 o"],
    ),
    (
        "default applies by itself",
        &[r#"[tls_options.default]
sni_strict = true
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &[],
    ),
    (
        "used",
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
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unused-tls-options", CASES);
}
