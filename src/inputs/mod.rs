//! The files that a command's arguments name, with those of their states, and their texts.

mod configuration;
mod expand;
mod kind;
mod read;
mod root;

pub(crate) use configuration::configuration_of;
pub(crate) use expand::{expand, expand_with, wanted_names};
pub(crate) use kind::{Input, Instead, STDIN};
pub(crate) use read::{read, read_instead, read_partly, read_states};
pub(crate) use root::{nearest, of_files};
