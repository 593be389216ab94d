//! Diagnostics and routing decisions, drawn: one file a format. What is said is decided where a fact is found; here is
//! only how it looks.

pub mod compare;
#[cfg(feature = "cli")]
mod excerpt;
#[cfg(feature = "cli")]
mod github;
#[cfg(feature = "cli")]
mod human;
mod json;
pub mod reach;
mod reported;
pub mod route;
#[cfg(feature = "cli")]
mod sarif;
#[cfg(feature = "cli")]
mod uri;

#[cfg(feature = "cli")]
pub use github::github;
#[cfg(feature = "cli")]
pub use human::{Style, human, note};
pub use json::json;
pub use reported::Reported;
#[cfg(feature = "cli")]
pub use sarif::sarif;
