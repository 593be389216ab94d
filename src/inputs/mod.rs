//! The files of a state: which ones its root lists, or a command's arguments name, and their texts.

mod bytes;
mod configuration;
mod expand;
mod kind;
mod read;
mod root;
mod unread;

pub(crate) use bytes::decoded;
pub(crate) use configuration::configuration_of;
pub(crate) use expand::{expand, expand_with, wanted_names};
pub(crate) use kind::{DEFAULT, Input, Instead, STDIN, Wanted};
#[cfg(feature = "lsp")]
pub(crate) use read::read_file;
pub(crate) use read::{read, read_instead, read_partly, read_states};
pub(crate) use root::of_files;
#[cfg(feature = "lsp")]
pub(crate) use root::{matching, patterns_in, root_of};
pub(crate) use unread::Unread;
