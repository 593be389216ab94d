//! tcpgen's decisions and Traefik's deeds are the same: the real Traefik serves a state, through its file provider and
//! through its Kubernetes CRD provider, and both are asked about routers and connections.
//!
//! `cases/` holds what was observed of Traefik 3.7.15, a file for each section of the notes that were taken; there
//! tcpgen, Traefik and the observation have to agree. `random` makes up tables and connections.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod cases;
mod classes;
mod examples;
mod fixed;
mod limits;
pub mod random;
pub mod rig;
mod shares;
mod stall;
mod surroundings;
pub mod versions;
