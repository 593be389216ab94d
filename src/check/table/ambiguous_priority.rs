use crate::analysis::Ambiguous;
use crate::check::Check;
use crate::check::RuleView;
use crate::check::table::routed::{Routed, client, entry_point, has_any, routes};
use crate::check::view::phrases::{NAMES, PRIORITY};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::rule::Rule;

/// Rules of equal priority that match the same client.
pub static CODE: Code = Code {
    name: "ambiguous-priority",
    severity: Severity::Warning,
    summary: "rules of equal priority match the same client: which one gets it can change on each reload",
    explanation: include_str!("ambiguous_priority.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };

/// `addTCPHandlers` in `pkg/server/router/tcp/manager.go` goes through a map, whose order Go leaves to chance; observed on
/// 3.7.15. Points at the last of them.
pub(super) fn check(
    routed: &Routed<'_, '_>,
    found: &Ambiguous<'_>,
    before: &[Diagnostic],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut rules: Vec<_> = found.contenders.iter().filter_map(|router| routed.rule(router)).collect();
    rules.sort_by_key(|rule| rule.whole());
    let Some((&last, others)) = rules.split_last() else { return };
    // Of those that take all plain clients each was held against the first.
    let unsaid = rules.iter().filter(|rule| !has_any(before, rule, &["plain-catch-all-conflict"]));
    if unsaid.count() <= 1 {
        return;
    }
    let priority = last.priority();
    let witness = &found.witness;
    let message = format!(
        "{} match {} on {} with the same priority, {priority}: Traefik takes one by chance",
        subjects(&found.contenders),
        client(witness),
        entry_point(&witness.entry_point),
    );
    let wins = priority.saturating_add(1);
    let mut diagnostic = Diagnostic::new(&CODE, last.whole(), message).help(help(&rules)).witness(witness);
    if !take_all_names(&rules) {
        diagnostic = diagnostic.fixes(last.with_priority(routed.context.sources, wins));
    }
    for other in others.iter().take(3) {
        diagnostic = diagnostic.related(other.whole(), "this one has the same priority");
    }
    diagnostics.push(diagnostic);
}

/// Of routes that each take every TLS client, a priority would leave all but one without connections.
fn help(rules: &[&RuleView<'_>]) -> String {
    let Some(last) = rules.last() else { return String::new() };
    if take_all_names(rules) {
        return format!(
            "TLS clients send the name that they want: give each route its own, with {}",
            last.notation().words(&NAMES)
        );
    }
    format!("give the one that is to be asked first a higher {}", last.notation().words(&PRIORITY))
}

fn take_all_names(rules: &[&RuleView<'_>]) -> bool {
    rules.iter().all(|rule| rule.has_tls() && rule.meant().is_some_and(Rule::is_catch_all))
}

fn subjects(contenders: &[&crate::routing::Router]) -> String {
    let first = contenders.first().map(|router| &router.object);
    let of_one = contenders.iter().all(|router| Some(&router.object) == first);
    let names = routes(contenders);
    if of_one { format!("several rules of {names}") } else { names }
}
