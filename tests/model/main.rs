//! One reader, one model: whatever `check` reports on a router, a connection or a wait is what the routing decision answers.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails the test")]

mod agree;
mod cases;
mod random;
