use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use smol_str::SmolStr;

use super::node::{Node, Value};
use super::scalar::Scalar;
use crate::diagnostic::Diagnostic;
use crate::import::problem::yaml_syntax;
use crate::source::{Span, Text};

/// Keys of a Kubernetes object are few; many are looked up otherwise.
const FEW: usize = 16;

/// A key, as it was written.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its text and place.
    pub text: Text,
    /// Whether it is not quoted, so that its text decides on its type.
    plain: bool,
}

impl Key {
    /// The key that a node is, if it can be one: JSON knows strings alone.
    pub(super) fn of(node: &Node) -> Option<Self> {
        match &node.value {
            Value::Scalar { text, plain } => Some(Self { text: Text::new(text.clone(), node.span), plain: *plain }),
            _ => None,
        }
    }

    /// What kubectl takes the key for, when it makes another string of it: of `on` it makes `true`.
    pub fn misread(&self) -> Option<Scalar> {
        let scalar = self.plain.then(|| Scalar::resolve(&self.text)).filter(|scalar| *scalar != Scalar::String)?;
        let kept = match scalar {
            Scalar::Bool(flag) => flag.to_string() == self.as_str(),
            Scalar::Int(number) => number.to_string() == self.as_str(),
            _ => false,
        };
        (!kept).then_some(scalar)
    }
}

impl Deref for Key {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.text
    }
}

/// Puts the entries of the mappings under `<<` among a mapping's own, which count more.
pub(super) fn merge(entries: Vec<(Key, Node)>) -> Vec<(Key, Node)> {
    if !entries.iter().any(|(key, _)| is_merge(key)) {
        return entries;
    }
    let (merged, mut own): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| is_merge(key));
    let mut known: HashSet<SmolStr> = own.iter().map(|(key, _)| key.value.clone()).collect();
    for (_, node) in merged {
        let sources = match node.value {
            Value::List(items) => items,
            _ => vec![node],
        };
        for (key, value) in sources.into_iter().flat_map(|source| match source.value {
            Value::Map(entries) => entries,
            _ => Vec::new(),
        }) {
            if known.insert(key.value.clone()) {
                own.push((key, value));
            }
        }
    }
    own
}

/// Reports each key that stands twice and takes the later one out.
pub(super) fn unique(entries: &mut Vec<(Key, Node)>, diagnostics: &mut Vec<Diagnostic>) {
    let mut earlier = vec![false; entries.len()];
    if entries.len() <= FEW {
        for (at, (key, _)) in entries.iter().enumerate() {
            if let Some((first, _)) =
                entries.iter().take(at).find(|(known, _)| known.text == key.text && !is_merge(key))
            {
                diagnostics.push(yaml_syntax::duplicate_key(key, first.span));
                earlier[at] = true;
            }
        }
    } else {
        let mut known: HashMap<&str, Span> = HashMap::with_capacity(entries.len());
        for (at, (key, _)) in entries.iter().enumerate().filter(|(_, (key, _))| !is_merge(key)) {
            let first = *known.entry(key.as_str()).or_insert(key.span);
            if first != key.span {
                diagnostics.push(yaml_syntax::duplicate_key(key, first));
                earlier[at] = true;
            }
        }
    }
    let mut at = earlier.into_iter();
    entries.retain(|_| !at.next().unwrap_or(false));
}

fn is_merge(key: &Key) -> bool {
    key.as_str() == "<<"
}
