use serde::Serialize;
use serde_json::Value;
use serde_saphyr::ser::Error;

use crate::Compilation;
use crate::desired::{Named, Scenario};
use crate::diagnostic::closest;
use crate::output::{listing, yaml};
use crate::report::json;
use crate::scenario::{Rehearsal, ScenarioResult};
use crate::source::Sources;
use crate::store::Memory;

/// A scenario that was run, with the cluster as it was between the steps.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScenarioRun {
    /// What it came to, as `tcpgen test --format json` reports it; none when it could not be run.
    pub scenario: Option<ScenarioResult>,
    /// Why it could not be run.
    pub error: Option<String>,
    /// What is wrong with the state, and what went otherwise than expected.
    pub diagnostics: Value,
    /// The cluster before the first step and after each.
    pub snapshots: Vec<Snapshot>,
}

/// A cluster at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Snapshot {
    /// What `traefik://traffic/tcp/list` shows.
    pub listing: Value,
    /// The objects that are not external.
    pub yaml: String,
}

/// Runs the scenario of this name.
///
/// # Errors
/// When the serializer refuses a value; no object that compiled without errors has one.
pub fn scenario_run(compilation: &Compilation, sources: &Sources, name: &str) -> Result<ScenarioRun, Error> {
    let diagnostics = json(&compilation.diagnostics, sources);
    let scenarios = &compilation.desired.scenarios;
    let refused = |error: String| ScenarioRun {
        scenario: None,
        error: Some(error),
        diagnostics: diagnostics.clone(),
        snapshots: Vec::new(),
    };
    if compilation.has_errors() {
        return Ok(refused("the state has errors".to_owned()));
    }
    let Some(scenario) = scenarios.iter().find(|scenario| scenario.key.as_str() == name) else {
        return Ok(refused(no_scenario(scenarios, name)));
    };
    let mut rehearsal = Rehearsal::new(sources, compilation, scenario);
    let mut snapshots = vec![snapshot(rehearsal.store())?];
    let mut steps = Vec::new();
    while let Some(step) = rehearsal.next() {
        steps.push(step);
        snapshots.push(snapshot(rehearsal.store())?);
    }
    let result = rehearsal.result(steps);
    let found: Vec<_> = compilation.diagnostics.iter().cloned().chain(result.failures()).collect();
    Ok(ScenarioRun { diagnostics: json(&found, sources), scenario: Some(result), error: None, snapshots })
}

fn snapshot(store: &Memory) -> Result<Snapshot, Error> {
    let resources = store.resources();
    let listing = serde_json::to_value(listing(&resources)).unwrap_or_default();
    Ok(Snapshot { listing, yaml: yaml(resources.emitted())? })
}

fn no_scenario(all: &[Named<Scenario>], name: &str) -> String {
    let known = all.iter().map(|scenario| scenario.key.as_str());
    match closest(name, known) {
        Some(near) => format!("there is no scenario `{name}`: did you mean `{near}`?"),
        None => format!("there is no scenario `{name}`"),
    }
}
