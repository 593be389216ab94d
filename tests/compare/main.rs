//! Two tables compared on every connection: classes and verdicts, against brute force.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod brute_force;
mod edits;
mod equivalent;
mod facts;
mod named;

pub use brute_force::{has, noticed};
