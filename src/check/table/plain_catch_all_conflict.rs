use crate::check::view::witness::{PlainClients, takes};
use crate::check::{Check, Context, EntryPointView, NamelessClients, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::Answer;

/// Several routers that each take every plain client of one entry point.
pub static CODE: Code = Code {
    name: "plain-catch-all-conflict",
    severity: Severity::Warning,
    summary: "two routes without `tls` match every client of one entry point: only one of them is used",
    explanation: include_str!("plain_catch_all_conflict.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::EntryPoints(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for listener in context.listeners.iter().filter(|listener| listener.plain.len() > 1) {
        let takes_all = |rule: &&RuleView<'_>| rule.nameless() == NamelessClients::All;
        // The first of those with the highest priority; the others are held against it.
        let mut winner: Option<&RuleView<'_>> = None;
        for rule in context.at(&listener.plain).filter(takes_all) {
            if winner.is_none_or(|winner| rule.priority() > winner.priority()) {
                winner = Some(rule);
            }
        }
        let Some(winner) = winner else { continue };
        let clients = PlainClients::new(context, listener);
        for rule in context.at(&listener.plain).filter(takes_all).filter(|rule| !std::ptr::eq(*rule, winner)) {
            // The same text twice in one route is one router.
            let same_router =
                std::ptr::eq(rule.object, winner.object) && rule.rule.match_text == winner.rule.match_text;
            if same_router {
                continue;
            }
            let is_tie = winner.priority() == rule.priority();
            let confirms = |answer: &Answer<'_>| takes(answer, winner.router) && takes(answer, rule.router) == is_tie;
            if let Some(witness) = clients.witness(rule, confirms) {
                diagnostics.push(conflict(listener, winner, rule).witness(&witness));
            }
        }
    }
}

fn conflict(listener: &EntryPointView<'_>, winner: &RuleView<'_>, rule: &RuleView<'_>) -> Diagnostic {
    let (name, title) = (winner.object.metadata.name.as_str(), listener.title());
    let message = if winner.priority() == rule.priority() {
        format!("this route and `{name}` both take every client of {title}: which one does may change on each reload")
    } else {
        format!("this route is never used: `{name}` has a higher priority and takes every client of {title}")
    };
    Diagnostic::new(&CODE, rule.whole(), message)
        .help(
            "plain clients cannot be distinguished by name: give each service an entry point of its own, or use ClientIP",
        )
        .related(winner.whole(), "the other route")
}
