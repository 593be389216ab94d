//! Scenarios: changes rehearsed against a cluster in memory, with what clients would notice after each step.
//!
//! A [`Rehearsal`] goes through a scenario step by step and can be asked about its cluster between them; [`run`] goes
//! through all of it. Objects are lowered as [`compile`](crate::compile) lowers them, kept by a
//! [`store`](crate::store), and connections decided by [`routing`](crate::routing): nothing here has a rule of its own
//! about Traefik.

mod always_result;
mod cluster;
mod connection;
mod counts;
mod coverage;
mod failure;
mod judge;
mod judgement;
mod junit;
mod mismatch;
mod notice;
mod outline;
mod place;
mod rehearsal;
mod report;
mod run;
mod scenario_result;
mod step_result;
mod touched;
mod what;
mod xml;

pub use always_result::AlwaysResult;
pub use connection::connection;
pub use counts::Counts;
pub use coverage::{Coverage, CoveredMiddleware, CoveredRoute, CoveredRule};
pub use junit::junit;
pub use mismatch::Mismatch;
pub use notice::Notice;
pub use outline::{coverage_table, outline, totals};
pub use place::Place;
pub use rehearsal::Rehearsal;
pub use report::Report;
pub use run::run;
pub use scenario_result::ScenarioResult;
pub use step_result::StepResult;
pub use touched::Touched;
