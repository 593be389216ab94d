//! What a change would do: to the objects, to connections, and to what tcpgen says of them.
//!
//! [`Difference::new`] takes two sets of objects with the facts that hold for them, wherever they come from: state files,
//! manifests on disk, a cluster. It is pure; who asks reads them.

mod as_state;
mod connections;
#[expect(clippy::module_inception, reason = "one type a file, and the room's type is the difference")]
mod difference;
mod fields;
mod findings;
mod human;
mod in_words;
mod items;
mod markdown;
mod objects;
mod probes;
mod rollout;
mod side;
mod ways;

pub use connections::{between as connections_between, in_one_traefik};
pub use difference::Difference;
pub use fields::FieldChange;
pub(crate) use fields::changes as field_changes;
pub use findings::Findings;
pub use human::human;
pub use in_words::in_words;
pub use markdown::markdown;
pub use objects::{ChangedObject, ObjectChanges, ObjectId};
pub(crate) use probes::Probes;
pub(crate) use rollout::clean;
pub use rollout::{Action, Breach, Change, Effect, Rollout, Step, Transient, changes, transients};
pub use side::Side;
