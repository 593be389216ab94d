use crate::analysis::{Shadowed, Unreachable};
use crate::check::table::routed::{Routed, client, entry_point, has_any, routes};
use crate::check::table::unreachable_rule::{place, with_takers};
use crate::check::view::phrases::PRIORITY;
use crate::check::{Check, RuleView};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A rule that loses all its clients because its text is short.
pub static CODE: Code = Code {
    name: "shadowed-by-longer-rule",
    severity: Severity::Warning,
    summary: "without priorities the longer rule wins, and here it takes all clients of another rule, or of a part of it",
    explanation: include_str!("shadowed_by_longer_rule.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };

/// Codes that say of a rule why nobody reaches it.
const SAID: [&str; 3] = ["plain-catch-all-conflict", "never-matches-plain", "uppercase-regexp"];

/// A whole rule.
pub(super) fn of_rule(
    routed: &Routed<'_, '_>,
    found: &Unreachable<'_>,
    before: &[Diagnostic],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(rule) = routed.rule(found.router).filter(|rule| !has_any(before, rule, &SAID)) else { return };
    let Some((witness, takers)) = &found.instead else { return };
    let message = format!(
        "no connection{} reaches this rule, because longer ones go first: {} takes {}",
        place(found),
        routes(takers),
        client(witness)
    );
    let wins = found.beaten_at.saturating_add(1);
    let diagnostic = Diagnostic::new(&CODE, rule.whole(), message).help(help(rule, wins)).witness(witness);
    let diagnostic = diagnostic.fixes(rule.with_priority(routed.context.sources, wins));
    diagnostics.push(with_takers(diagnostic, routed, rule, takers));
}

/// An alternative of a rule that is reached by others.
pub(super) fn of_alternative(routed: &Routed<'_, '_>, found: &Shadowed<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(rule) = routed.rule(found.router) else { return };
    let message = format!(
        "no connection to {} reaches this part of the rule, because longer rules go first: {} takes {}",
        entry_point(&found.entry_point),
        routes(&found.instead),
        client(&found.witness)
    );
    let wins = found.beaten_at.saturating_add(1);
    let place = rule.place(routed.context.sources, found.range.clone());
    let diagnostic = Diagnostic::new(&CODE, place, message).help(help(rule, wins)).witness(&found.witness);
    let diagnostic = diagnostic.fixes(rule.with_priority(routed.context.sources, wins));
    diagnostics.push(with_takers(diagnostic, routed, rule, &found.instead));
}

fn help(rule: &RuleView<'_>, wins: i64) -> String {
    let key = rule.notation().words(&PRIORITY);
    format!("without {key} it is the length of the text that counts: give this rule one of at least {wins}")
}
