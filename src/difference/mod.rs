//! What a change would do: to the objects, to connections, and to what tcpgen says of them.
//!
//! [`Difference::new`] takes two sets of objects with the facts that hold for them, wherever they come from: state files,
//! manifests on disk, a cluster. It is pure; who asks reads them.

mod as_state;
mod changed_object;
mod connection_change;
mod connections;
#[expect(clippy::module_inception, reason = "one type a file, and the room's type is the difference")]
mod difference;
mod fate;
mod field_change;
mod fields;
mod findings;
mod human;
mod items;
mod object_changes;
mod object_id;
mod probes;
mod rollout;
mod side;

pub use changed_object::ChangedObject;
pub use connection_change::ConnectionChange;
pub use connections::{between as connections_between, in_one_traefik};
pub use difference::Difference;
pub use fate::Fate;
pub use field_change::FieldChange;
pub use findings::Findings;
pub use human::human;
pub use object_changes::ObjectChanges;
pub use object_id::ObjectId;
pub use rollout::{Action, Change, Effect, Rollout, Step, Transient, changes, transients};
pub use side::Side;
