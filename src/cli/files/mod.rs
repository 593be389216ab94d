//! Files on disk that are made by programs: replaced whole or not at all.

mod directory;
mod names;
mod replace;

pub(super) use directory::Directory;
pub(super) use names::names;
pub(super) use replace::{differs, replace};
