//! A routing decision, drawn: the verdict with its reasons, and the path that the connection takes.

mod path;
mod verdict;
mod wrap;

pub use path::path;
pub use verdict::verdict;
#[cfg(feature = "cli")]
pub(crate) use wrap::wrap;
