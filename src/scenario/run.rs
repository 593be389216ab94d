use super::{Place, Rehearsal, ScenarioResult};
use crate::compilation::Compilation;
use crate::desired::{Named, Scenario};
use crate::source::Sources;

/// Goes through a whole scenario. A step that fails does not end it: later steps are told of as well.
///
/// The state must have compiled without errors.
pub fn run(sources: &Sources, compilation: &Compilation, scenario: &Named<Scenario>) -> ScenarioResult {
    let mut rehearsal = Rehearsal::new(sources, compilation, scenario);
    let steps: Vec<_> = rehearsal.by_ref().collect();
    ScenarioResult {
        name: scenario.key.value.to_string(),
        description: scenario.body.description.as_ref().map(|text| text.value.to_string()),
        passed: steps.iter().all(|step| step.passed),
        steps,
        place: Place::new(sources, scenario.key.span),
        touched: rehearsal.touched().clone(),
    }
}
