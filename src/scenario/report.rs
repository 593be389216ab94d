use serde::Serialize;

use super::{Coverage, ScenarioResult};
use crate::traefik::TraefikVersion;

/// What `tcpgen test` came to; as JSON it is what `--format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Whether every scenario passed.
    pub passed: bool,
    /// The version of Traefik that was rehearsed.
    pub traefik: String,
    /// Every scenario that was run, in file order.
    pub scenarios: Vec<ScenarioResult>,
    /// What they cover, when that was asked for.
    pub coverage: Option<Coverage>,
}

impl Report {
    /// Of these scenarios.
    pub fn new(traefik: TraefikVersion, scenarios: Vec<ScenarioResult>, coverage: Option<Coverage>) -> Self {
        let passed = scenarios.iter().all(|scenario| scenario.passed);
        Self { passed, traefik: traefik.to_string(), scenarios, coverage }
    }
}
