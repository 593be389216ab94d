//! What the faces for programs answer, each as one JSON value: all that there is to say to one question, and nothing
//! found out here.

mod built;
mod compiled;
mod explanation;
mod imported;
pub mod outline;
mod routed;
mod scenario_run;

pub use built::{Built, BuiltError, built};
pub use compiled::{Compiled, CompiledObject, compiled};
pub use explanation::{Explanation, explanation};
pub use imported::{ImportedState, imported};
pub use routed::{Routed, WrittenConnection, routed};
pub use scenario_run::{ScenarioRun, Snapshot, scenario_run};
