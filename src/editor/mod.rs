//! What an editor shows of a state while somebody types, in byte offsets and without any editor's protocol.
//!
//! A [`Model`] is a compiled state with its names; each answer is a function of it and a place. The faces translate: `lsp` for
//! editors, and the page's editor can take the same answers.

mod actions;
mod complete;
mod hints;
mod hover;
mod lenses;
mod model;
mod names;
mod navigate;
mod outline;
mod ranges;
mod refers;
mod rename;
mod rules;
mod schema;
mod tokens;
mod toml;

pub use actions::{Action, actions, fix_all};
pub use complete::{Completion, CompletionKind, Completions, complete};
pub use hints::{Hint, hints};
pub use hover::{Hover, hover};
pub use lenses::{Lens, LensAction, lenses, run_scenario, who_reaches_route};
pub use model::Model;
pub use names::{Names, Occurrence, Role, Symbol, SymbolKind};
pub use navigate::{definition, highlights, references};
pub use outline::{OutlineItem, OutlineKind, outline, search};
pub use ranges::{folds, selections};
pub use rename::{renamable, rename};
pub use tokens::rule_tokens;
