//! Nothing grows faster than its input: everything that a state can repeat is doubled twice, and what it costs is counted in
//! allocations and allocated bytes. `cargo test --all-features --test suite -- growth:: --nocapture` prints the figures.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails the test")]

mod faces;
mod formats;
mod grammar;
mod measure;
mod objects;
mod products;
mod rules;
mod scenarios;
mod values;
