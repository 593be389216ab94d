//! The traffic tools: the same tests over every store, and what editing leaves of a state file.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails the test")]
#![allow(clippy::needless_pass_by_value, reason = "a call with its arguments reads as one line")]

mod edits;
mod examples;
mod file;
mod generate;
pub mod list_updates;
pub mod no_harm;
mod refusals;
mod stores;
pub mod suite;
mod update_properties;
pub mod updates;

use crate::support::arbitrary;
