//! Diagnostics and routing decisions, drawn: one file a format. What is said is decided where a fact is found; here is
//! only how it looks.

#[cfg(feature = "cli")]
mod excerpt;
#[cfg(feature = "cli")]
mod github;
#[cfg(feature = "cli")]
mod human;
mod json;
pub mod route;
#[cfg(feature = "cli")]
mod sarif;
mod summary;
#[cfg(feature = "cli")]
mod uri;

#[cfg(feature = "cli")]
pub use github::github;
#[cfg(feature = "cli")]
pub use human::{Style, human, note};
pub use json::json;
#[cfg(feature = "cli")]
pub use sarif::sarif;
pub use summary::summary;
