use super::{Rehearsal, ScenarioResult};
use crate::compilation::Compilation;
use crate::desired::{Named, Scenario};
use crate::source::Sources;

/// Goes through a whole scenario. A step that fails does not end it: later steps are reported as well.
///
/// The state must have compiled without errors.
pub fn run(sources: &Sources, compilation: &Compilation, scenario: &Named<Scenario>) -> ScenarioResult {
    let mut rehearsal = Rehearsal::new(sources, compilation, scenario);
    let steps = rehearsal.by_ref().collect();
    rehearsal.result(steps)
}
