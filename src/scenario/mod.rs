//! Scenarios: changes rehearsed against a cluster in memory, with what clients would notice after each step.
//!
//! A [`Rehearsal`] goes through a scenario step by step and can be asked about its cluster between them; [`run`] goes
//! through all of it. Objects are lowered as [`compile`](crate::compile) lowers them, kept by a
//! [`store`](crate::store), and connections decided by [`routing`](crate::routing): nothing here has a rule of its own
//! about Traefik.

mod cluster;
mod coverage;
mod declared;
mod failure;
mod invariants;
mod judge;
mod junit;
mod outline;
mod rehearsal;
mod report;
mod result;
mod step;

pub use coverage::Coverage;
pub use junit::junit;
pub use outline::{coverage_table, outline, totals};
pub use rehearsal::{Rehearsal, run};
pub use report::Report;
pub(crate) use result::{AlwaysResult, Mismatch, Notice, StepInvariant, StepResult, Touched};
pub use result::{Counts, ScenarioResult};
pub use step::connection;
pub(crate) use step::describe;
