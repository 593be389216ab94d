//! A Kubernetes API server for tests: the objects in memory, plain HTTP on loopback.
//!
//! For those who write to it, it does what a kube-apiserver 1.36 was recorded doing (`tests/kube_api/stories/`): an owner
//! for every field, dry runs, validation of our kinds, deletion with preconditions, lists in pages, access rules. Whatever
//! goes wrong with such a server goes wrong with it on request.
//!
//! It does what Traefik's Kubernetes CRD provider asks of one, as the API conventions describe it: resource versions
//! that grow, watches that begin where a list ended, streaming lists. What it does not do it refuses with a `Status`.

mod access;
mod admission;
mod answers;
mod body;
mod deletes;
mod discovery;
mod error;
mod faults;
mod fields;
mod generation;
mod json_patch;
mod kind;
mod managers;
mod pages;
mod query;
mod schema;
mod selector;
mod server;
mod server_side_apply;
mod service;
mod store;
mod target;
mod validation;
mod watch;
mod writes;

pub use access::User;
pub use faults::{Asked, Fault, Trap};
pub use generation::Generation;
pub use server::KubeApi;
pub use store::Applied;
