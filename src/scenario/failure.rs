//! What went wrong in a scenario, as diagnostics: drawn like any other.

use super::{Mismatch, ScenarioResult, StepResult};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::Decision;
use crate::source::Span;

/// A step of a scenario that came out otherwise than expected. No problem of the state: `check` never reports it.
pub static FAILED_EXPECTATION: Code = Code {
    name: "failed-expectation",
    severity: Severity::Error,
    summary: "a step of a scenario came out otherwise than expected",
    explanation: include_str!("failed_expectation.md"),
};

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
        for mismatch in &step.mismatches {
            let title = format!("step {index} of `{name}`");
            failures.push(told(failure(&title, mismatch), step.decision.as_ref()));
        }
        if step.mismatches.is_empty() && step.always.iter().all(|always| always.passed) {
            let message = format!("step {index} of `{name}`: {} was {}", step.what, step.got);
            failures.push(Diagnostic::new(&FAILED_EXPECTATION, step.span, message));
        }
        failures.extend(step.notices.iter().map(|notice| notice.diagnostic.clone()));
        for always in &step.always {
            for mismatch in &always.mismatches {
                let title = format!("after step {index} of `{name}`");
                let found = failure(&title, mismatch).related(step.span, format!("step {index}: {}", step.what));
                failures.push(told(found, always.decision.as_ref()));
            }
        }
    }
}

fn failure(title: &str, mismatch: &Mismatch) -> Diagnostic {
    let message = format!("{title}: expected {}, got {}", mismatch.expected, mismatch.got);
    Diagnostic::new(&FAILED_EXPECTATION, mismatch.span, message)
}

/// With what Traefik does, in words, and the routers that are disabled: often one of these is why.
fn told(diagnostic: Diagnostic, decision: Option<&Decision>) -> Diagnostic {
    let Some(decision) = decision else { return diagnostic };
    let diagnostic = diagnostic.related(Span::NOWHERE, decision.message.clone());
    decision.disabled.iter().take(3).fold(diagnostic, |diagnostic, disabled| {
        diagnostic.related(Span::NOWHERE, format!("`{}` is disabled: {}", disabled.router, disabled.error))
    })
}
