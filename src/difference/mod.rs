//! What a change would do: to the objects, to connections, and to what tcpgen says of them.
//!
//! [`Difference::new`] takes two sets of objects with the facts that hold for them, wherever they come from: state files,
//! manifests on disk, a cluster. It is pure; who asks reads them.

mod as_state;
mod connection_change;
mod connections;
#[expect(clippy::module_inception, reason = "one type a file, and the room's type is the difference")]
mod difference;
mod fate;
mod fields;
mod findings;
mod human;
mod items;
mod objects;
mod probes;
mod rollout;
mod ways;

pub use connection_change::{ConnectionChange, in_words};
pub use connections::{between as connections_between, in_one_traefik};
pub use difference::{Difference, Side};
pub use fate::Fate;
pub use fields::FieldChange;
pub use findings::Findings;
pub use human::human;
pub use objects::{ChangedObject, ObjectChanges, ObjectId};
pub(crate) use probes::Probes;
pub(crate) use rollout::clean;
pub use rollout::{Action, Breach, Change, Effect, Rollout, Step, Transient, changes, transients};
