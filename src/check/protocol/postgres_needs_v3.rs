use crate::check::view::phrases::TLS;
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// TLS routing of PostgreSQL by a Traefik that does not speak SSLRequest.
pub static CODE: Code = Code {
    name: "postgres-needs-v3",
    severity: Severity::Warning,
    summary: "Traefik v2 cannot route PostgreSQL by TLS: it does not answer SSLRequest",
    explanation: include_str!("postgres_needs_v3.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !context.version.is_v2() || rule.index > 0 || !rule.has_tls() || !rule.speaks("postgres") {
        return;
    }
    let message = "clients of PostgreSQL ask for TLS in the clear first, which Traefik answers from v3.0 on";
    diagnostics.push(Diagnostic::new(&CODE, rule.tls_span(), rule.if_spoken(message)).help(format!(
        "take {} out and let the server do TLS on an entry point of its own, or use Traefik v3",
        rule.notation().words(&TLS)
    )));
}
