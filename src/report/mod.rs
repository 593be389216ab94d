//! Diagnostics and routing decisions, drawn: one file a format. What is said is decided where a fact is found; here is
//! only how it looks.

mod built;
mod compiled;
#[cfg(feature = "cli")]
mod excerpt;
mod explanation;
#[cfg(feature = "cli")]
mod github;
#[cfg(feature = "cli")]
mod human;
mod imported;
mod json;
pub mod outline;
pub mod route;
mod routed;
#[cfg(feature = "cli")]
mod sarif;
mod scenario_run;
mod summary;
#[cfg(feature = "cli")]
mod uri;

pub use built::{Built, BuiltError, built};
pub use compiled::{Compiled, CompiledObject, compiled};
pub use explanation::{Explanation, explanation};
#[cfg(feature = "cli")]
pub use github::github;
#[cfg(feature = "cli")]
pub use human::{Style, human, note};
pub use imported::{ImportedState, imported};
pub use json::json;
pub use routed::{Routed, WrittenConnection, routed};
#[cfg(feature = "cli")]
pub use sarif::sarif;
pub use scenario_run::{ScenarioRun, Snapshot, scenario_run};
pub use summary::summary;
