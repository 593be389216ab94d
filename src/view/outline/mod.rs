//! A state at a glance: what a drawing of it shows. Unlike the objects it can be had of a state with errors: then it is
//! what could be made out.

mod entry_point;
mod middleware;
#[expect(clippy::module_inception, reason = "one type a file, and the folder's type is the outline")]
mod outline;
mod router;
mod scenario;

pub use entry_point::OutlinedEntryPoint;
pub use middleware::OutlinedMiddleware;
pub use outline::{Outline, outline};
pub use router::{OutlinedRouter, OutlinedService};
pub use scenario::OutlinedScenario;
