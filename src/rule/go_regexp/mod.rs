//! Go's regular expressions (`regexp/syntax` with its Perl flags): checked with Go's own grammar and limits, refused in
//! Go's words, and run. One program serves the question whether there is a match and those who ask about all names at
//! once ([`Automaton`](super::Automaton)).

mod analysis;
mod char_set;
mod class;
mod error;
mod escape;
mod fold;
mod group;
mod item;
mod level;
mod node;
mod parser;
mod program;
mod properties;
mod repetition;
mod run;
mod tree;

pub use error::{RegexpError, RegexpErrorKind};
pub(super) use program::Program;
pub(super) use run::Beside;
pub(super) use tree::Tree;
