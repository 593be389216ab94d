//! Generated files on disk: replaced whole or not at all, and only those of the state that is built.

mod directory;
mod journal;
mod mark;
mod names;
mod origin;
mod plan;
mod rights;

pub(super) use crate::file_store::{differs, replace};
pub(super) use directory::Directory;
pub(super) use mark::{ANNOTATION, header};
pub(super) use names::{FileName, names};
pub(super) use origin::Origin;
pub(super) use rights::{Rights, refuse_input, refuse_input_on_stdout};
