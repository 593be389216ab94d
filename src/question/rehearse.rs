use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{List, Question, Subject, not_written, test};
use crate::output::yaml;
use crate::report::Reported;
use crate::scenario::{Rehearsal, ScenarioResult};
use crate::store::{Memory, Refusal};

/// What happens in a scenario, and what is in the cluster between its steps?
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Rehearse {
    /// The scenario's name.
    pub scenario: String,
}

/// A scenario that was run, with the cluster as it was between the steps.
#[derive(Clone, Debug, Serialize)]
pub struct Rehearsed<'a> {
    /// What it came to, as [`Test`](super::Test) reports it; none when it could not be run.
    pub scenario: Option<ScenarioResult>,
    /// Why it could not be run.
    pub error: Option<String>,
    /// What is wrong with the state, and what went otherwise than expected.
    pub diagnostics: Reported<'a>,
    /// The cluster before the first step and after each.
    pub snapshots: Vec<Snapshot>,
}

/// A cluster at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Snapshot {
    /// The answer to [`List`].
    pub listing: Value,
    /// The objects that are not external.
    pub yaml: String,
}

impl Question for Rehearse {
    type About = Subject;
    type Answer<'a> = Rehearsed<'a>;

    fn ask<'a>(&self, subject: &'a Subject) -> Result<Rehearsed<'a>, Refusal> {
        let Subject { sources, compilation, .. } = subject;
        let refused = |error: String| Rehearsed {
            scenario: None,
            error: Some(error),
            diagnostics: subject.reported(),
            snapshots: Vec::new(),
        };
        if compilation.has_errors() {
            return Ok(refused("the state has errors".to_owned()));
        }
        let scenario = match test::find(&compilation.desired.scenarios, &self.scenario) {
            Ok(scenario) => scenario,
            Err(Refusal { message, help, .. }) => {
                return Ok(refused(help.map_or_else(|| message.clone(), |help| format!("{message}: {help}"))));
            }
        };
        let mut rehearsal = Rehearsal::new(sources, compilation, scenario);
        let mut snapshots = vec![snapshot(rehearsal.store())?];
        let mut steps = Vec::new();
        while let Some(step) = rehearsal.next() {
            steps.push(step);
            snapshots.push(snapshot(rehearsal.store())?);
        }
        let result = rehearsal.result(steps);
        let found = [compilation.diagnostics.clone(), result.failures()].concat();
        let diagnostics = Reported::new(found, sources);
        Ok(Rehearsed { scenario: Some(result), error: None, diagnostics, snapshots })
    }
}

fn snapshot(store: &Memory) -> Result<Snapshot, Refusal> {
    let resources = store.resources();
    let listing = serde_json::to_value(List::default().ask(&resources)?).map_err(not_written)?;
    Ok(Snapshot { listing, yaml: yaml(resources.emitted()).map_err(not_written)? })
}
