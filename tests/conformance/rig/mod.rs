//! A real Traefik that serves one state after the other, and says what it makes of them.

mod alerts;
mod backends;
mod cluster;
mod connection;
mod disagreement;
mod file_config;
mod http_routers;
mod late;
mod outcomes;
mod question;
mod running;
mod shape;
mod state;
mod statuses;

pub use backends::Backends;
pub use connection::{Attempt, IMPATIENT};
pub use disagreement::Disagreement;
pub use outcomes::predicted;
pub use running::Rig;
pub use shape::Shape;
pub use state::State;
pub use statuses::told;
