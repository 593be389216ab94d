use serde::Serialize;

use super::{Coverage, ScenarioResult};

/// What `tcpgen test` came to; as JSON it is what `--format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Whether every scenario passed.
    pub passed: bool,
    /// Every scenario that was run, in file order.
    pub scenarios: Vec<ScenarioResult>,
    /// What they cover, when that was asked for.
    pub coverage: Option<Coverage>,
}

impl Report {
    /// Of these scenarios.
    pub fn new(scenarios: Vec<ScenarioResult>, coverage: Option<Coverage>) -> Self {
        Self { passed: scenarios.iter().all(|scenario| scenario.passed), scenarios, coverage }
    }
}
