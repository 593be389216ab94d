use std::collections::BTreeSet;

use crate::check::edit::suggestions::{Suggestions, did_you_mean};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::invariant::{Invalid, invariants};

/// An invariant of which a part means nothing.
pub static CODE: Code = Code {
    name: "invalid-invariant",
    severity: Severity::Error,
    summary: "a part of an invariant means nothing, so that nothing can be proven",
    explanation: include_str!("invalid_invariant.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check), Run::State(entry_points)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let invalid = invariants(context.desired).1.into_iter();
    diagnostics.extend(invalid.map(|Invalid { span, message, help }| Diagnostic::new(&CODE, span, message).help(help)));
}

/// A set of connections to an entry point that does not exist is empty, and holds whatever the routes do.
fn entry_points(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let sets = context.desired.invariants.iter().flat_map(|named| named.body.demands());
    let names = sets.filter_map(|(_, set)| set.entry_point.as_ref()).flat_map(|names| &names.items);
    let known: BTreeSet<&str> = context.table.entry_points().collect();
    let mut suggestions = Suggestions::new();
    for name in names.filter(|_| context.complete) {
        if known.contains(name.as_str()) {
            continue;
        }
        let found = Diagnostic::new(&CODE, name.span, format!("there is no entry point `{}`", name.as_str()));
        diagnostics.push(match suggestions.closest(name, known.iter().copied()) {
            Some(near) => did_you_mean(found, name.span, near),
            None => found.help("name one that is under `[entry_points]` or that a route names"),
        });
    }
}
