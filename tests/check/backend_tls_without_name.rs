use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "no servers transport",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, tls = true }
"#],
        &["3:51 true"],
    ),
    (
        "tls = false",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, tls = false }
"#],
        &[],
    ),
    (
        "a servers transport without tls",
        &[r#"[servers_transports.t]
dial_timeout = "5s"
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, tls = true, servers_transport = "t" }
"#],
        &["5:51 true"],
    ),
    (
        "a servers transport with roots alone",
        &[r#"[servers_transports.t]
tls = { root_cas = [{ secret = "ca" }] }
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, tls = true, servers_transport = "t" }
"#],
        &[r#"2:7 { root_cas = [{ secret = "ca" }] }"#],
    ),
    (
        "insecure_skip_verify = false",
        &[r#"[servers_transports.t]
tls = { insecure_skip_verify = false }
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, tls = true, servers_transport = "t" }
"#],
        &["2:7 { insecure_skip_verify = false }"],
    ),
    (
        "insecure_skip_verify",
        &[r#"[servers_transports.t]
tls = { insecure_skip_verify = true }
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, tls = true, servers_transport = "t" }
"#],
        &[],
    ),
    (
        "an empty server name",
        &[r#"[servers_transports.t]
tls = { server_name = "" }
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, tls = true, servers_transport = "t" }
"#],
        &[r#"2:7 { server_name = "" }"#],
    ),
    (
        "SPIFFE",
        &[r#"[servers_transports.t]
tls = { spiffe = {} }
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, tls = true, servers_transport = "t" }
"#],
        &[],
    ),
    (
        "an external servers transport is unknown",
        &[r#"[servers_transports.t]
external = true
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, tls = true, servers_transport = "t" }
"#],
        &[],
    ),
    (
        "another provider",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, tls = true, servers_transport = "t@file" }
"#],
        &[],
    ),
    (
        "a header table is pointed at",
        &[r#"[servers_transports.t.tls]
peer_cert_uri = "spiffe://x"
[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, tls = true, servers_transport = "t" }
"#],
        &["1:1 [servers_transports.t.tls]"],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("backend-tls-without-name", CASES);
}
