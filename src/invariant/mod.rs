//! The invariants of a state, in the terms of [`analysis`](crate::analysis::invariant).

mod read;
mod selection;

pub use read::{Promise, Stated, invariants, promises};
pub use selection::Invalid;
