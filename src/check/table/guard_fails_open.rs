use crate::analysis::FailsOpen;
use crate::check::table::routed::{Routed, client, entry_point};
use crate::check::view::phrases::TLS;
use crate::check::{Check, RuleView};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::{Fault, Referent, Router};
use crate::source::Span;

/// An allow list that guards nothing, because its router is disabled and another one lets its clients in.
pub static CODE: Code = Code {
    name: "guard-fails-open",
    severity: Severity::Warning,
    summary: "Traefik disables a route with an allow list, and clients that the list should refuse reach another route",
    explanation: include_str!("guard_fails_open.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };

/// `BuildChain` and `addTCPHandlers`; observed on 3.7.15. Replaces `unknown-middleware` at the same place, which
/// says less.
pub(super) fn check(
    routed: &Routed<'_, '_>,
    found: &FailsOpen<'_>,
    before: &mut Vec<Diagnostic>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(rule) = routed.rule(found.router) else { return };
    let (place, guard) = guard(rule, found.router);
    let tls = rule.notation().words(&TLS);
    let faults = found.router.faults.iter().filter(|fault| fault.is_critical());
    let why = faults.map(|fault| fault.described(&tls)).collect::<Vec<_>>().join("; ");
    let message = format!(
        "this route is disabled ({why}), and so nothing stops {}: on {} it reaches `{}` past `{guard}`",
        client(&found.witness),
        entry_point(&found.witness.entry_point),
        found.instead.object,
    );
    let said = before.iter().position(|said| said.code.name == "unknown-middleware" && said.span == place);
    let said = said.map(|at| before.remove(at));
    let (help, fixes) = said.map_or((None, Vec::new()), |said| (said.help, said.fixes));
    let help = help.unwrap_or_else(|| "fix the route, or remove the one that lets everyone in".to_owned());
    let mut diagnostic = Diagnostic::new(&CODE, place, message).help(help).fixes(fixes).witness(&found.witness);
    if let Some(open) = routed.rule(found.instead) {
        diagnostic = diagnostic.related(open.whole(), "this one takes its clients");
    }
    diagnostics.push(diagnostic);
}

/// The middleware that guards nothing: the broken or refused one, or the first.
fn guard<'r>(rule: &RuleView<'r>, router: &Router) -> (Span, &'r str) {
    let broken = router.faults.iter().find_map(|fault| match fault {
        Fault::MissingMiddleware { shown, .. } | Fault::BrokenMiddleware { shown, .. } => Some(shown),
        _ => None,
    });
    let broken = broken.and_then(|broken| router.middlewares.iter().position(|name| name == broken));
    let refused = || router.references.middlewares.iter().position(|to| *to == Referent::Forbidden);
    let at = broken.or_else(refused).unwrap_or(0);
    let written = rule.rule.middlewares.get(at).map(|middleware| &middleware.name);
    written.map_or((rule.whole(), ""), |name| (name.span, name.as_str()))
}
