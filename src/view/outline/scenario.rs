use serde::Serialize;

use crate::desired::DesiredState;
use crate::scenario::Place;
use crate::source::Sources;

/// A scenario before it is run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutlinedScenario {
    /// Its name.
    pub name: String,
    /// What it shows, as it was written.
    pub description: Option<String>,
    /// The number of its steps.
    pub steps: usize,
    /// Where its name stands.
    #[serde(flatten)]
    pub place: Place,
}

pub(super) fn all(desired: &DesiredState, sources: &Sources) -> Vec<OutlinedScenario> {
    let outlined = desired.scenarios.iter().map(|scenario| OutlinedScenario {
        name: scenario.key.value.to_string(),
        description: scenario.body.description.as_ref().map(|text| text.value.to_string()),
        steps: scenario.body.steps.as_ref().map_or(0, |steps| steps.value.len()),
        place: Place::new(sources, scenario.key.span),
    });
    outlined.collect()
}
