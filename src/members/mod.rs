//! Which files are a state: those that the texts of its files name, wherever the files are (`Files`).

mod configuration;
mod files;
mod kind;
mod matching;
mod patterns;
mod text;
mod unread;

pub(crate) use configuration::facts_of;
pub(crate) use files::{Files, Kind};
pub(crate) use kind::{DEFAULT, Wanted};
#[cfg(feature = "cli")]
pub(crate) use kind::{MANIFESTS, STATES, is_wanted};
pub(crate) use matching::matching;
pub(crate) use patterns::patterns_in;
pub(crate) use text::decoded;
pub(crate) use unread::Unread;
