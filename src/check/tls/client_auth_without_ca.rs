use crate::check::view::notation::Notation;
use crate::check::view::phrases::CLIENT_CA;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Object, TlsOption};

/// Verification of client certificates without an authority.
pub static CODE: Code = Code {
    name: "client-auth-without-ca",
    severity: Severity::Warning,
    summary: "client certificates are verified without any authority: connections of the routes are closed",
    explanation: include_str!("client_auth_without_ca.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::TlsOptions(check)] };

/// `buildTLSConfig` in `pkg/tls/tlsmanager.go`.
fn check(_: &Context<'_>, object: &Object, options: &TlsOption, diagnostics: &mut Vec<Diagnostic>) {
    let Some(auth) = options.client_auth.as_ref().filter(|auth| auth.secret_names.is_empty()) else { return };
    let Some(kind) = auth.client_auth_type.as_ref().filter(|_| object.whole) else { return };
    if ["VerifyClientCertIfGiven", "RequireAndVerifyClientCert"].contains(&kind.as_str()) {
        let message = format!("`{}` needs an authority: without one Traefik closes all connections", kind.as_str());
        diagnostics.push(Diagnostic::new(&CODE, kind.span, message).help(format!(
            "name the Secrets of the authorities that clients are signed by: {}",
            Notation::of(object).words(&CLIENT_CA)
        )));
    }
}
