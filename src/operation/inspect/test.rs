use serde::Deserialize;
use serde_json::Value;

use super::{sound, success};
use crate::diagnostic::closest;
use crate::operation::{Parameter, Takes, Tool};
use crate::scenario::{self, Report};
use crate::store::{Refusal, Store};

/// Runs the scenarios.
pub(super) static TEST: Tool = Tool {
    name: "tcpgen_test",
    title: "Run the scenarios",
    description: "Rehearses the state's scenarios in memory: what clients notice while things are applied, changed and \
                  deleted. The report says which expectations hold.",
    parameters: &[
        Parameter::optional("scenario", Takes::Text, None, "the scenario to run; all when left out"),
        super::traefik::PARAMETER,
    ],
    read_only: true,
};

#[derive(Deserialize)]
pub(super) struct Arguments {
    #[serde(default)]
    traefik: Option<String>,
    #[serde(default)]
    scenario: Option<String>,
}

pub(super) fn run(store: &dyn Store, arguments: &Arguments) -> Result<Value, Refusal> {
    let (sources, compilation) = sound(store, super::traefik::read(arguments.traefik.as_deref())?)?;
    let all = &compilation.desired.scenarios;
    let wanted = arguments.scenario.as_deref();
    let chosen: Vec<_> =
        all.iter().filter(|scenario| wanted.is_none_or(|name| scenario.key.as_str() == name)).collect();
    if let Some(name) = wanted.filter(|_| chosen.is_empty()) {
        let near = closest(name, all.iter().map(|scenario| scenario.key.as_str()));
        let help = near.map_or_else(|| "leave it out to run all".to_owned(), |near| format!("did you mean `{near}`?"));
        return Err(Refusal::new("unknown-scenario", format!("there is no scenario `{name}`")).help(help));
    }
    let results = chosen.into_iter().map(|scenario| scenario::run(&sources, &compilation, scenario)).collect();
    success("report", Report::new(compilation.table.version(), results, None))
}
