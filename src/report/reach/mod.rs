//! Who reaches what, as rows for people. Nothing of an input gets out unescaped.

mod connection;
mod line;
mod markdown;
mod words;

pub(super) use connection::connection;
pub(super) use line::left_out_sets;
pub use line::{COLUMNS, Line, left_out, lines};
pub(crate) use line::{NOBODY, TOO_MANY_CLASSES};
pub use markdown::markdown;
pub(super) use words::{ClientWords, clean, entry_point, outcome};
