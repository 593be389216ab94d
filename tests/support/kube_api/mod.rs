//! A Kubernetes API server for tests: the objects in memory, list and watch over plain HTTP on loopback.
//!
//! It does what Traefik's Kubernetes CRD provider asks of one, as the API conventions describe it: resource versions
//! that grow, watches that begin where a list ended, streaming lists. What it does not do it refuses with a `Status`.

mod admission;
mod error;
mod generation;
mod kind;
mod query;
mod selector;
mod server;
mod service;
mod store;
mod target;
mod watch;

pub use generation::Generation;
pub use server::KubeApi;
pub use store::Applied;
