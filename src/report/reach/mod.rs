//! Who reaches what, as rows for people. Nothing of an input gets out unescaped.

mod line;
mod markdown;
mod words;

pub use line::{COLUMNS, Line, NOBODY, TOO_MANY_CLASSES, left_out, lines};
pub use markdown::markdown;
