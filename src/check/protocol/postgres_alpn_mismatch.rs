use crate::check::tls::offered_protocols::offers;
use crate::check::view::phrases::{ALPN_OF_OPTIONS, OPTIONS_THAT_OFFER};
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// TLS options under which current PostgreSQL clients fail.
pub static CODE: Code = Code {
    name: "postgres-alpn-mismatch",
    severity: Severity::Warning,
    summary: "Traefik terminates TLS for PostgreSQL without offering its ALPN protocol: libpq 17 cannot connect",
    explanation: include_str!("postgres_alpn_mismatch.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// Traefik v2 does not get as far (`postgres-needs-v3`).
fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if rule.index > 0 || !rule.terminates() || context.version.is_v2() {
        return;
    }
    let Some(alpn) = rule.protocol.and_then(|protocol| protocol.alpn) else { return };
    if offers(context, rule, alpn) != Some(false) {
        return;
    }
    let options = rule.route.tls.as_ref().and_then(|tls| tls.options.as_ref());
    let place = options.map_or(rule.tls_span(), |options| options.name.span);
    let message =
        format!("clients from PostgreSQL 17 on offer the ALPN protocol `{alpn}` alone, and Traefik refuses it here");
    let found = Diagnostic::new(&CODE, place, rule.if_spoken(message));
    diagnostics.push(found.help(match options {
        Some(options) => rule.notation().with(&ALPN_OF_OPTIONS, &[&options.name, alpn]),
        None => format!("name TLS options that offer it: {}", rule.notation().with(&OPTIONS_THAT_OFFER, &[alpn])),
    }));
}
