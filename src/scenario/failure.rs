//! What went wrong in a scenario, as diagnostics: drawn like any other.

use super::rehearsal::REJECTED;
use super::{Mismatch, ScenarioResult, StepInvariant, StepResult};
use crate::check::invariant::broken_invariant;
use crate::check::scenario::failed_expectation;
use crate::diagnostic::{Diagnostic, Related};
use crate::routing::Decision;
use crate::source::Span;

impl ScenarioResult {
    /// One diagnostic for each thing that is not as expected, in the order of the steps.
    pub fn failures(&self) -> Vec<Diagnostic> {
        let mut failures = Vec::new();
        for step in self.steps.iter().filter(|step| !step.passed) {
            self.step_failures(step, &mut failures);
        }
        failures
    }

    fn step_failures(&self, step: &StepResult, failures: &mut Vec<Diagnostic>) {
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
        tell(failures.get_mut(before), step.decision.as_ref());
        failures.extend(step.notices.iter().map(|notice| notice.diagnostic.clone()));
        failures.extend(step.invariants.iter().map(|broken| broken_invariant(name, step, broken)));
        for always in &step.always {
            let before = failures.len();
            for mismatch in &always.mismatches {
                let found = failure(&format!("after step {index} of `{name}`"), mismatch);
                failures.push(found.related(step.span, format!("step {index}: {}", step.what)));
            }
            tell(failures.get_mut(before), always.decision.as_ref());
        }
    }
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
fn tell(failure: Option<&mut Diagnostic>, decision: Option<&Decision>) {
    let (Some(failure), Some(decision)) = (failure, decision) else { return };
    let note = |message| Related { message, span: Span::NOWHERE };
    failure.related.push(note(decision.message.clone()));
    let untold = decision.disabled.iter().filter(|one| !decision.message.contains(&format!("`{}`", one.router)));
    failure.related.extend(
        untold.take(3).map(|disabled| note(format!("`{}` is disabled: {}", disabled.router, disabled.message))),
    );
}
