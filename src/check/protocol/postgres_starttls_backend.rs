use crate::check::view::phrases::PASS_THROUGH;
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::ServiceTcp;

/// TLS from Traefik to a PostgreSQL server.
pub static CODE: Code = Code {
    name: "postgres-starttls-backend",
    severity: Severity::Warning,
    summary: "Traefik cannot speak TLS to a PostgreSQL server: it does not send SSLRequest",
    explanation: include_str!("postgres_starttls_backend.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Service(check)] };

/// Settings of a transport that no service uses are `unused-backend-tls`'s.
fn check(_: &Context<'_>, rule: &RuleView<'_>, service: &ServiceTcp, diagnostics: &mut Vec<Diagnostic>) {
    let Some(tls) = service.tls.filter(|tls| tls.value && rule.speaks("postgres")) else { return };
    let message =
        "a PostgreSQL server expects its SSLRequest first, and Traefik begins with TLS: every connection fails";
    diagnostics.push(Diagnostic::new(&CODE, tls.span, rule.if_spoken(message)).help(format!(
        "for end-to-end TLS, pass it through: {} on the route; otherwise remove it",
        rule.notation().words(&PASS_THROUGH)
    )));
}
