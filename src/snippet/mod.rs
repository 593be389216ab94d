//! The examples of a page of docs: blocks that are marked with the word `tcpgen`. They are compiled when the book is built, have
//! the findings that their fences announce and no others, and an output that is there without JavaScript.

mod element;
mod fence;
mod judge;
mod output;
mod page;

pub use fence::Fence;
pub use judge::Snippet;
pub use output::output;
pub use page::{Page, problems, with_outputs};
