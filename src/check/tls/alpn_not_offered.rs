use crate::check::tls::offered_protocols::offers;
use crate::check::view::phrases::ALPN_PROTOCOLS_IS;
use crate::check::view::rule_view::MOST_FINDINGS;
use crate::check::{Check, Context, MatcherSet, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A rule for a protocol that Traefik then refuses.
pub static CODE: Code = Code {
    name: "alpn-not-offered",
    severity: Severity::Warning,
    summary: "a rule matches an ALPN protocol that Traefik does not offer when it terminates TLS: the handshake fails",
    explanation: include_str!("alpn_not_offered.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// The router is chosen, and then the handshake fails (observed on 3.7.15).
fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !rule.terminates() || !rule.matchers.has(MatcherSet::ALPN) {
        return;
    }
    let Some(parsed) = rule.meant() else { return };
    let asked = parsed.protocols().filter(|(_, _, negated)| !negated);
    let refused = asked.filter(|(_, protocol, _)| offers(context, rule, protocol) == Some(false));
    for (matcher, protocol, _) in refused.take(MOST_FINDINGS) {
        let place = rule.place(context.sources, matcher.argument.clone());
        let message =
            format!("clients that offer only `{protocol}` match here, and are then refused: Traefik does not offer it");
        diagnostics.push(Diagnostic::new(&CODE, place, message).help(format!(
            "name TLS options with {}, or pass TLS through",
            rule.notation().with(&ALPN_PROTOCOLS_IS, &[protocol])
        )));
    }
}
