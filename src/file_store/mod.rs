//! A state file on disk as a store, and files that are replaced whole or not at all.

#[cfg(feature = "cli")]
mod disk;
mod edit;
mod lock;
#[cfg(feature = "cli")]
mod output;
#[cfg(feature = "cli")]
mod problem;
mod replace;
#[cfg(feature = "cli")]
mod store;
#[cfg(feature = "cli")]
mod texts;

#[cfg(feature = "cli")]
pub(crate) use disk::{Disk, read_bytes};
#[cfg(any(feature = "cli", feature = "cluster"))]
pub(crate) use edit::NotEdited;
#[cfg(feature = "cli")]
pub(crate) use edit::bounded;
pub(crate) use edit::reason;
#[cfg(feature = "cluster")]
pub(crate) use edit::{edit, read_text};
#[cfg(feature = "cli")]
pub(crate) use lock::lock_to_write;
#[cfg(feature = "cli")]
pub(crate) use output::{create, differs, is_same, is_standard_output, replace};
#[cfg(feature = "cli")]
pub(crate) use replace::{
    JOURNAL, Staged, is_staged, is_stream, parent, resolve, special, stage, sweep, sync_directory,
};
#[cfg(feature = "cli")]
pub use store::FileStore;
#[cfg(feature = "cli")]
pub(crate) use texts::{Change as TextChange, NotReplaced, replace_texts};
