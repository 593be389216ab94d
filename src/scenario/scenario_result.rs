use serde::Serialize;

use super::{Place, StepResult, Touched};

/// What a scenario came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScenarioResult {
    /// Its name.
    pub name: String,
    /// What it shows, as it was written.
    pub description: Option<String>,
    /// Whether all of it is as expected.
    pub passed: bool,
    /// Every step.
    pub steps: Vec<StepResult>,
    /// Where its name stands.
    #[serde(flatten)]
    pub place: Place,
    /// The rules and middlewares that took part in it.
    #[serde(skip)]
    pub touched: Touched,
}
