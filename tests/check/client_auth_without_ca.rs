use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "required",
        &[r#"[tls_options.o]
client_auth = { client_auth_type = "RequireAndVerifyClientCert" }
"#],
        &[r#"2:36 "RequireAndVerifyClientCert""#],
    ),
    (
        "if given, in a sub-table",
        &[r#"[tls_options.o.client_auth]
client_auth_type = "VerifyClientCertIfGiven"
secret_names = []
"#],
        &[r#"2:20 "VerifyClientCertIfGiven""#],
    ),
    (
        "any certificate needs no authority",
        &[r#"[tls_options.o]
client_auth = { client_auth_type = "RequireAnyClientCert" }
"#],
        &[],
    ),
    (
        "with an authority",
        &[r#"[tls_options.o]
client_auth = { client_auth_type = "VerifyClientCertIfGiven", secret_names = ["ca"] }
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("client-auth-without-ca", CASES);
}
