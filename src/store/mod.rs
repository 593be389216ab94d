//! Where objects live: one set of operations over a cluster in memory, and over whatever else keeps objects.
//!
//! A [`Store`] does what a Kubernetes API server does for these kinds: applying an object that exists changes it in
//! place, and it stays the same object (its uid is kept). Nothing is ever deleted in order to be changed.

mod around;
mod as_state;
mod change;
mod fenced;
mod judgement;
mod memory;
mod plan;
mod refusal;
mod state_text;
#[expect(clippy::module_inception, reason = "one type a file, and the room's type is the store")]
mod store;
mod surrounded;

#[cfg(feature = "cluster")]
pub(crate) use around::{add_around, missing};
pub use change::{Applied, Change, Deleted};
pub use fenced::Fenced;
pub(crate) use judgement::Judgement;
pub use memory::Memory;
pub use plan::Done;
pub(crate) use plan::Plan;
pub(crate) use refusal::CHANGED_UNDERNEATH;
pub use refusal::Refusal;
pub use state_text::StateText;
pub use store::Store;
pub(crate) use store::Stored;
#[cfg(feature = "cluster")]
pub(crate) use surrounded::surrounded;
