//! Answers of `editor` in the protocol's words.

mod actions;
mod completion;
mod context;
mod diagnostics;
mod symbols;
mod texts;

pub(super) use actions::{actions, rename};
pub(super) use completion::completion;
pub(super) use context::Context;
pub(super) use diagnostics::diagnostics;
pub(super) use symbols::{document_symbols, workspace_symbols};
pub(super) use texts::{folds, hints, hover, lenses, selections, tokens};
