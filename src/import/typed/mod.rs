//! From a located tree to the typed objects, through serde: every [`Spanned`](crate::source::Spanned) leaf gets the
//! place of its node, unknown fields and wrong types are reported with their path, and the rest is read all the same.

mod deserializer;
mod error;
mod key;
mod located;
mod notes;
mod path;

use serde::de::DeserializeOwned;

use super::problem::invalid_manifest;
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::resource::Kind;
use deserializer::NodeDeserializer;
use notes::Notes;
use path::Path;

/// Each attempt finds at least one more value that cannot be read.
const ATTEMPTS: usize = 100;

/// Reads `node`, which is at `path` of its object. What cannot be read is reported and left out; none when nothing is left.
pub fn read<T: DeserializeOwned>(node: &Node, path: &'static str, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    read_with(Notes::default(), node, path, diagnostics)
}

/// The same for the `spec` of an object of this kind.
pub fn read_spec<T: DeserializeOwned>(node: &Node, kind: Kind, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    read_with(Notes::of_spec(kind), node, "spec", diagnostics)
}

fn read_with<T: DeserializeOwned>(
    notes: Notes,
    node: &Node,
    path: &'static str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let mut value = None;
    for _ in 0..ATTEMPTS {
        notes.begin();
        let deserializer = NodeDeserializer { node, path: Path::root(path), notes: &notes };
        value = T::deserialize(deserializer).ok();
        if value.is_some() || notes.is_bad(node) {
            break;
        }
    }
    if value.is_none() && !notes.is_bad(node) {
        notes.add(|| {
            let what = format!("more than {ATTEMPTS} values of `{path}` cannot be read: the object is left out");
            invalid_manifest::diagnostic(node.span, what, "mend the values that are listed first")
        });
    }
    notes.finish(node, diagnostics);
    value
}
