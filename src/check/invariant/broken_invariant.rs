use super::vacuous_invariant::RoutedServices;
use super::{remedy, undecided_invariant, vacuous_invariant, words};
use crate::analysis::invariant::{Part, Proof, Prover};
use crate::check::table::routed::Routed;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::invariant::{Stated, invariants};

/// An invariant that does not hold.
pub static CODE: Code = Code {
    name: "broken-invariant",
    severity: Severity::Error,
    summary: "an invariant does not hold for every connection",
    explanation: include_str!("broken_invariant.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// How many parts of one invariant's breach are described.
const PARTS_AT_MOST: usize = 4;

/// All invariants are proven at once, and what the proofs leave open is reported with them.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // Of a state that could not be read in full nothing can be proven; that is reported as an error already.
    if context.desired.invariants.is_empty() || !context.complete {
        return;
    }
    let (stated, _) = invariants(context.desired);
    let all: Vec<_> = stated.iter().map(|stated| &stated.invariant).collect();
    let prover = Prover::new(context.table, &all);
    let proofs: Vec<Proof> = all.iter().map(|invariant| prover.proof(invariant)).collect();
    let routed = Routed::new(context);
    let mut services = RoutedServices::new(context);
    let mut remedies = remedy::Remedies::new(context, &all, &proofs, &prover);
    for (place, (stated, proof)) in stated.iter().zip(&proofs).enumerate() {
        if let [first, others @ ..] = proof.broken.as_slice() {
            let found = broken(&routed, stated, first, others);
            diagnostics.push(match remedies.find(place, first) {
                Some(remedy) => found.help(remedy),
                None => found.help(words::general_help(stated.invariant.demand)),
            });
        } else if let Some(part) = proof.undecided.first() {
            diagnostics.push(undecided_invariant::diagnostic(&routed, stated, part));
        } else {
            diagnostics.extend(vacuous_invariant::diagnostic(&mut services, stated, proof));
        }
    }
}

fn broken(routed: &Routed<'_, '_>, stated: &Stated<'_>, first: &Part, others: &[Part]) -> Diagnostic {
    let table = routed.context.table;
    let reason = stated.written.reason.as_ref().map_or(String::new(), |reason| format!(" ({})", reason.as_str()));
    let breach = words::breach(table, stated, first);
    let message = format!("invariant `{}` is broken{reason}: {breach}", stated.key.as_str());
    let mut found = Diagnostic::new(&CODE, stated.demand, message).witness(&first.witness);
    for part in std::iter::once(first).chain(others).take(PARTS_AT_MOST) {
        found = words::way(routed, found, part);
    }
    match others.len().checked_sub(PARTS_AT_MOST - 1) {
        None | Some(0) => found,
        Some(more) => found.related(crate::source::Span::NOWHERE, format!("and in {more} more ways")),
    }
}
