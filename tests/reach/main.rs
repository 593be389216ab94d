//! Classes of all connections, and sets of them: exact over random tables, and in the words that people read.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod algebra;
mod exact;
pub mod random;
mod rows;
mod words;
