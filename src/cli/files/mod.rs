//! Files on disk that are made by programs: replaced whole or not at all.

mod directory;
mod names;

pub(super) use crate::file_store::{differs, replace};
pub(super) use directory::Directory;
pub(super) use names::names;
