use crate::analysis::Unreachable;
use crate::check::table::routed::{Routed, client, entry_point, has_any, routes};
use crate::check::view::phrases::PRIORITY;
use crate::check::{Check, RuleView};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A rule that no connection reaches.
pub static CODE: Code = Code {
    name: "unreachable-rule",
    severity: Severity::Warning,
    summary: "no connection reaches a rule: rules of higher priority take all clients that it matches, or it matches none",
    explanation: include_str!("unreachable_rule.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };

/// Codes that say of a rule why nobody reaches it.
const SAID: [&str; 4] = ["plain-catch-all-conflict", "never-matches-plain", "uppercase-regexp", "host-never-sent"];

pub(super) fn check(
    routed: &Routed<'_, '_>,
    found: &Unreachable<'_>,
    before: &[Diagnostic],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(rule) = routed.rule(found.router).filter(|rule| !has_any(before, rule, &SAID)) else { return };
    let Some((witness, takers)) = &found.instead else {
        let message = "no client matches this rule: its parts rule each other out";
        let help = "remove it, or join with `||` what is meant as a choice";
        diagnostics.push(Diagnostic::new(&CODE, rule.whole(), message).help(help));
        return;
    };
    let (winners, client) = (routes(takers), client(witness));
    let message = format!(
        "no connection{} reaches this rule: {winners} of higher priority {} every client that it matches, such as {client}",
        place(found),
        if takers.len() > 1 { "and others take" } else { "takes" },
    );
    let wins = found.beaten_at.saturating_add(1);
    let help = format!(
        "give it a {} of at least {wins} if it is to be asked first, or remove it",
        rule.notation().words(&PRIORITY)
    );
    let diagnostic = Diagnostic::new(&CODE, rule.whole(), message).help(help).witness(witness);
    let diagnostic = diagnostic.fixes(rule.with_priority(routed.context.sources, wins));
    diagnostics.push(with_takers(diagnostic, routed, rule, takers));
}

/// ` to entry point "x"`, where it is not all of them.
pub(super) fn place(found: &Unreachable<'_>) -> String {
    let names: Vec<String> = found.entry_points.iter().map(|name| entry_point(name)).collect();
    if found.everywhere { String::new() } else { format!(" to {}", names.join(", ")) }
}

/// With the rules that win.
pub(super) fn with_takers(
    mut diagnostic: Diagnostic,
    routed: &Routed<'_, '_>,
    rule: &RuleView<'_>,
    takers: &[&crate::routing::Router],
) -> Diagnostic {
    for taker in takers.iter().take(3) {
        if let Some(winner) = routed.rule(taker).filter(|winner| !std::ptr::eq(*winner, rule)) {
            diagnostic = diagnostic.related(winner.whole(), format!("this one has priority {}", taker.priority));
        }
    }
    diagnostic
}
