//! Diagnostics and routing decisions, drawn: one file a format. What is said is decided where a fact is found; here is
//! only how it looks.

pub mod compare;
#[cfg(feature = "cli")]
mod concise;
#[cfg(feature = "cli")]
mod excerpt;
#[cfg(feature = "cli")]
mod github;
#[cfg(feature = "cli")]
mod gitlab;
#[cfg(feature = "cli")]
mod human;
mod json;
#[cfg(feature = "cli")]
mod junit;
#[cfg(feature = "cli")]
pub mod live;
#[cfg(feature = "cli")]
mod rdjson;
pub mod reach;
mod reported;
pub mod route;
#[cfg(feature = "cli")]
mod sarif;
#[cfg(any(feature = "cli", feature = "language-server"))]
pub(crate) mod uri;
#[cfg(feature = "cli")]
pub mod verify;

#[cfg(feature = "cli")]
pub use concise::concise;
#[cfg(feature = "cli")]
pub use github::github;
#[cfg(feature = "cli")]
pub use gitlab::gitlab;
#[cfg(feature = "cli")]
pub use human::{Style, human, note};
pub use json::json;
#[cfg(feature = "cli")]
pub use junit::junit;
#[cfg(feature = "cli")]
pub use rdjson::rdjson;
pub use reported::Reported;
#[cfg(feature = "cli")]
pub use sarif::sarif;
