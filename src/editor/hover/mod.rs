//! Documentation of what is at a place, in Markdown. All text from an input is escaped.

mod code;
mod entry;
mod found;
mod key;
mod rule;

use super::Model;
use super::toml::{Part, Tree};
use crate::source::{FileId, Span};

pub(super) use entry::who_reaches;
pub use found::Hover;
pub(super) use key::{described, toml};

/// The documentation of what is at a place.
pub fn hover(model: &Model, file: FileId, offset: usize) -> Option<Hover> {
    if let Some(found) = rule::hover(model, file, offset) {
        return Some(found);
    }
    let name = model.names().at(file, offset);
    if let Some(name) = name {
        return Some(Hover { span: name.span, markdown: entry::markdown(model, name) });
    }
    let tree = model.tree(file)?;
    let at = tree.at(offset)?;
    let node = tree.node(at)?;
    match Tree::part(node, offset) {
        Part::Key(key) => {
            let path = tree.path_to(at, key);
            let span = Span::new(file, node.keys.get(key)?.range.clone());
            let markdown = code::of_lint(&path).or_else(|| key::markdown(&path))?;
            Some(Hover { span, markdown })
        }
        Part::Value => {
            let path = tree.path(at);
            let span = Span::new(file, node.value.clone());
            let value = model.sources().slice(span).trim_matches(['"', '\'']);
            let markdown = code::of_allow(&path, value).or_else(|| key::markdown(&path))?;
            Some(Hover { span, markdown })
        }
        Part::Other => None,
    }
}
