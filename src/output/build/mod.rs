//! A whole state as one text, for whatever reads it.

#[expect(clippy::module_inception, reason = "one type a file, and the folder is what it does")]
mod build;
mod error;
mod format;
mod target;

pub use build::build;
pub use error::BuildError;
pub use format::BuildFormat;
pub use target::BuildTarget;
