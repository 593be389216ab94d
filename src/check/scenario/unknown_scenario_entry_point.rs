use foldhash::HashSet;

use crate::check::edit::suggestions::{Suggestions, did_you_mean};
use crate::check::{Check, Context, Run};
use crate::desired::{Action, Body, DesiredState, Entry, Route};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Text;

/// A scenario that connects to an entry point that nothing knows of.
pub static CODE: Code = Code {
    name: "unknown-scenario-entry-point",
    severity: Severity::Error,
    summary: "a scenario connects to an entry point that does not exist",
    explanation: include_str!("unknown_scenario_entry_point.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// Without any declared entry point those exist that a route or a step's `set` names.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if context.desired.scenarios.is_empty() || !context.complete {
        return;
    }
    let known = known(context.desired);
    let mut candidates: Vec<&str> = known.iter().copied().collect();
    candidates.sort_unstable();
    let mut suggestions = Suggestions::new();
    let connects = context.desired.scenarios.iter().flat_map(|scenario| scenario.body.connects());
    for name in connects.filter_map(|connect| connect.entry_point.as_ref()) {
        if known.contains(name.as_str()) {
            continue;
        }
        let found = Diagnostic::new(&CODE, name.span, format!("there is no entry point `{}`", name.as_str()));
        diagnostics.push(match suggestions.closest(name, candidates.iter().copied()) {
            Some(near) => did_you_mean(found, name.span, near),
            None => found.help(format!("declare it under `[entry_points]`: `{} = 5432`", name.as_str())),
        });
    }
}

fn known(desired: &DesiredState) -> HashSet<&str> {
    if !desired.entry_points.is_empty() {
        return desired.entry_points.iter().map(|entry| entry.key.as_str()).collect();
    }
    let routes = desired.entries.iter().filter_map(Entry::route);
    let steps = desired.scenarios.iter().flat_map(|scenario| &scenario.body.steps).flat_map(|steps| &steps.value);
    let set = steps.filter_map(|step| match &step.action {
        Action::Apply { set: Some(set), .. } => set_route(set),
        _ => None,
    });
    let names = routes.chain(set).filter_map(|route| route.entry_points.as_ref());
    names.flat_map(|names| &names.value).map(Text::as_str).collect()
}

fn set_route(set: &Body) -> Option<&Route> {
    match set {
        Body::Route(route) => Some(route),
        _ => None,
    }
}
