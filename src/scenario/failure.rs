//! What went wrong in a scenario, as diagnostics: drawn like any other.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::rehearsal::REJECTED;
use super::{Mismatch, ScenarioResult, StepInvariant, StepResult};
use crate::check::invariant::broken_invariant;
use crate::check::scenario::failed_expectation;
use crate::diagnostic::{Diagnostic, Related};
use crate::routing::Decision;
use crate::source::Span;

impl ScenarioResult {
    /// One diagnostic for each thing that is not as expected, in the order of the steps. An `always` that fails in the same
    /// way after several steps is one of them.
    pub fn failures(&self) -> Vec<Diagnostic> {
        let mut failures = Vec::new();
        let mut repeated = Repeated::default();
        for step in self.steps.iter().filter(|step| !step.passed) {
            self.step_failures(step, &mut failures, &mut repeated);
        }
        repeated.note(&mut failures);
        failures
    }

    fn step_failures(&self, step: &StepResult, failures: &mut Vec<Diagnostic>, repeated: &mut Repeated) {
        let (name, index) = (&self.name, step.index);
        let before = failures.len();
        for mismatch in &step.mismatches {
            failures.push(failure(&format!("step {index} of `{name}`"), mismatch));
        }
        let undisturbed = step.mismatches.is_empty() && step.invariants.is_empty();
        if undisturbed && step.always.iter().all(|always| always.passed) {
            let message = format!("step {index} of `{name}`: {} was {}", step.what, step.got);
            failures.push(Diagnostic::new(&failed_expectation::CODE, step.span, message));
        }
        tell(failures.get_mut(before), step.decision.as_ref(), &step.pending);
        failures.extend(step.notices.iter().map(|notice| notice.diagnostic.clone()));
        failures.extend(step.invariants.iter().map(|broken| broken_invariant(name, step, broken)));
        for always in &step.always {
            let before = failures.len();
            for mismatch in &always.mismatches {
                if repeated.is_known(mismatch, index, failures.len()) {
                    continue;
                }
                let found = failure(&format!("after step {index} of `{name}`"), mismatch);
                failures.push(found.related(step.span, format!("step {index}: {}", step.what)));
            }
            tell(failures.get_mut(before), always.decision.as_ref(), &always.pending);
        }
    }
}

/// The failures of `always` so far: where each is among the diagnostics, and the later steps after which it was the same.
#[derive(Default)]
struct Repeated(HashMap<(Span, String), (usize, Vec<usize>)>);

impl Repeated {
    /// Whether a mismatch after step `index` was reported before; if not, it is number `at` of the diagnostics.
    fn is_known(&mut self, mismatch: &Mismatch, index: usize, at: usize) -> bool {
        let (_, later) = match self.0.entry((mismatch.span, mismatch.got.clone())) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                new.insert((at, Vec::new()));
                return false;
            }
        };
        later.push(index);
        true
    }

    fn note(self, failures: &mut [Diagnostic]) {
        for (at, later) in self.0.into_values().filter(|(_, later)| !later.is_empty()) {
            let steps = if later.len() == 1 { "step" } else { "steps" };
            let message = format!("the same after {steps} {}", numbers(&later));
            if let Some(failure) = failures.get_mut(at) {
                failure.related.push(Related { message, span: Span::NOWHERE });
            }
        }
    }
}

/// `2, 3` or `2 to 9, 12`: rising numbers, with three and more in a row as a range.
fn numbers(rising: &[usize]) -> String {
    let runs = rising.chunk_by(|one, next| one + 1 == *next);
    let words = runs.flat_map(|run| match run {
        [first, _, .., last] => vec![format!("{first} to {last}")],
        few => few.iter().map(usize::to_string).collect(),
    });
    words.collect::<Vec<_>>().join(", ")
}

fn broken_invariant(scenario: &str, step: &StepResult, broken: &StepInvariant) -> Diagnostic {
    let StepInvariant { invariant, message, way, witness, span } = broken;
    let message = format!("after step {} of `{scenario}` invariant `{invariant}` is broken: {message}", step.index);
    let mut found = Diagnostic::new(&broken_invariant::CODE, step.span, message);
    found.witness = witness.clone().map(Box::new);
    let way = Some(way).filter(|way| !way.is_empty()).map(|way| Related { message: way.clone(), span: Span::NOWHERE });
    found.related.extend(way);
    found
        .related(*span, "the invariant demands this")
        .help("change the order of the steps, or use several that each keep the invariant")
}

fn failure(title: &str, mismatch: &Mismatch) -> Diagnostic {
    let message = format!("{title}: expected {}, got {}", mismatch.expected, mismatch.got);
    let failure = Diagnostic::new(&failed_expectation::CODE, mismatch.span, message);
    if mismatch.got == REJECTED {
        return failure;
    }
    failure.help(format!("if {} is right, it is the expectation that is out of date", mismatch.got))
}

/// Adds what Traefik does, in words, and the routers that are disabled: often one of these is why. Of several
/// mismatches of one connection the first one tells it.
fn tell(failure: Option<&mut Diagnostic>, decision: Option<&Decision>, pending: &[String]) {
    let (Some(failure), Some(decision)) = (failure, decision) else { return };
    let note = |message| Related { message, span: Span::NOWHERE };
    failure.related.push(note(decision.message.clone()));
    let untold = decision.disabled.iter().filter(|one| !decision.message.contains(&format!("`{}`", one.router)));
    failure.related.extend(
        untold.take(3).map(|disabled| note(format!("`{}` is disabled: {}", disabled.router, disabled.message))),
    );
    let pending = pending.iter().take(3).map(|name| note(format!("`{name}` is declared, and not applied yet")));
    failure.related.extend(pending);
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn three_numbers_in_a_row_are_a_range() {
        assert_eq!(numbers(&[2]), "2");
        assert_eq!(numbers(&[2, 3]), "2, 3");
        assert_eq!(numbers(&[2, 3, 4, 9, 11, 12]), "2 to 4, 9, 11, 12");
    }
}
