//! Go's regular expressions (`regexp/syntax` with its Perl flags): checked with Go's own grammar and limits, refused in
//! Go's words, and rewritten for an engine that finds the same matches.

mod analysis;
mod char_set;
mod class;
mod engine_syntax;
mod error;
mod escape;
mod flags;
mod group;
mod item;
mod level;
mod node;
mod parser;
mod program;
mod properties;
mod repetition;
mod tree;

pub use error::{RegexpError, RegexpErrorKind};
pub(super) use program::{Assertion, Instruction, Program};
pub(super) use tree::Tree;
