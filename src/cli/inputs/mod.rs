//! The files that a command is about: which ones its arguments name, and their texts.

mod expand;
mod kind;
mod read;
mod root;

pub(super) use expand::{expand, wanted_names};
pub(super) use kind::{DEFAULT, Input, STDIN, Wanted};
pub(super) use read::{decoded, read, read_partly, read_states};
pub(super) use root::of_files;
