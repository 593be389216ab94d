//! Source texts and places in them.
//!
//! Every leaf that a user wrote is a [`Spanned`] value; a [`Span`] names a file and a byte range, and becomes
//! lines and columns only when somebody looks ([`Sources::position`]).

mod id;
mod literal;
#[cfg(any(feature = "cli", feature = "language-server", feature = "wasm"))]
mod path;
mod source_file;
mod sources;
mod span;
mod spanned;

pub(crate) use id::EntryId;
pub use id::FileId;
pub(crate) use literal::{fragment, places};
#[cfg(any(feature = "cli", feature = "language-server", feature = "wasm"))]
pub(crate) use path::normal;
pub use source_file::SourceFile;
pub(crate) use source_file::line_start;
pub use sources::{Place, Sources};
#[cfg(any(feature = "cli", feature = "cluster", feature = "language-server"))]
pub(crate) use span::FILE_AT_MOST;
pub use span::{Position, Span};
pub(crate) use spanned::SPANNED;
pub use spanned::{Spanned, Text};
