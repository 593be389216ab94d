//! Names and the places that declare them and refer to them, over all files of a state.

mod collect;
mod index;
mod symbol;

pub use index::Names;
pub use symbol::{Occurrence, Role, Symbol, SymbolKind};
