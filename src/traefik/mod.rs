//! Traefik's versions, and what changed between them, as data.
//!
//! A [`Change`] is one difference in behaviour: named once, with the patches that brought it, what is seen before and
//! after, and how that is known. Whoever depends on one asks [`Changes::has`]; nothing else compares versions.
//! `docs/traefik-versions.md` is made from the same rows.

pub mod change;
mod changes;
mod field;
mod version;

pub use change::{Change, Evidence};
pub use changes::Changes;
pub use field::Field;
pub use version::TraefikVersion;
