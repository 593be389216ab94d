//! Invariants: proofs against brute force, scenarios, and what no face lets past.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod brute_force;
mod faces;
mod mutations;
mod scenarios;
