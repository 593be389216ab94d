//! YAML (and JSON, which is YAML) as a tree in which every node knows its place.
//!
//! Scalars are kept as they were written and resolved as kubectl resolves them, which is YAML 1.1: an unquoted `on` is a
//! boolean. What is hostile is bounded: nesting by the parser (255 collections), nodes and copies made by aliases here.

mod key;
mod mapping;
mod node;
mod read;
mod scalar;
mod tree;

pub use key::Key;
pub use node::{Node, Value};
pub use read::read;
pub use scalar::Scalar;
