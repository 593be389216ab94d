use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "another",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
tls = { secret_name = "ops/cert" }
"#],
        &[r#"4:23 "ops/cert""#],
    ),
    (
        "its own",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
tls = { secret_name = "default/cert" }
"#],
        &[r#"4:23 "default/cert""#],
    ),
    (
        "authorities",
        &[r#"[servers_transports.t]
tls = { server_name = "a", root_cas = [{ secret = "ops/ca" }, { config_map = "ops/ca" }], certificates_secrets = ["ops/c"] }
"#],
        &[r#"2:51 "ops/ca""#, r#"2:78 "ops/ca""#, r#"2:115 "ops/c""#],
    ),
    (
        "a store",
        &[r#"[tls_stores.default]
certificates = ["ops/cert"]
"#],
        &[r#"2:17 "ops/cert""#],
    ),
    (
        "clients",
        &[r#"[tls_options.o]
client_auth = { secret_names = ["ca", "ops/ca"] }
"#],
        &[r#"2:39 "ops/ca""#],
    ),
    (
        "external objects say nothing",
        &[r"[tls_options.o]
external = true
"],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("secret-in-another-namespace", CASES);
}
