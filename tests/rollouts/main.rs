//! The documented ways to apply a state, rehearsed object by object against the routing model: what they let in or shut
//! out on the way, and whether tcpgen reports it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails the test")]

mod applied;
mod exceptions;
mod exists;
mod kubectl;
mod named;
mod random;
mod state;
mod walk;
mod ways;
