//! TOML texts as they are while somebody types: every part with its place and path, whether the text is TOML or not yet.
//!
//! The reader of state files blanks out what it cannot read; here just that counts. The tokens are those of the library that
//! the reader uses.

mod cursor;
mod node;
mod tree;
mod walk;

pub(crate) use cursor::{Cursor, Writing};
pub(crate) use node::{Node, NodeKind, ValueKind};
pub(crate) use tree::{ITEM, Part, Tree};
