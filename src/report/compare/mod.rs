//! What is different for clients, as rows for people. Nothing of an input gets out unescaped.

mod group;
mod line;
mod markdown;
mod words;

pub use group::{Group, groups};
pub use line::{COLUMNS, Line, TOO_MANY_CLASSES, left_out, lines, verdicts};
pub use markdown::{markdown, services, table, verdict};
pub use words::{fate, headline};
