//! A whole state as one text, for whatever reads it.

#[expect(clippy::module_inception, reason = "one type a file, and the folder is what it does")]
mod build;
mod error;
mod target;

pub use build::{BuiltText, build};
pub use error::BuildError;
pub use target::{BuildFormat, BuildTarget};
