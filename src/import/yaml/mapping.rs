//! The entries of a mapping: which nodes can be keys, keys that occur twice, and merge keys (`<<`).

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use super::key::Key;
use super::node::{Node, Value};
use crate::diagnostic::Diagnostic;
use crate::import::problem::yaml_syntax;
use crate::source::{Span, Text};

/// Keys of a Kubernetes object are few; many are looked up otherwise.
const FEW: usize = 16;

/// The key that a node is, if it can be one: JSON knows strings alone.
pub(super) fn key(node: &Node) -> Option<Key> {
    match &node.value {
        Value::Scalar { text, plain } => Some(Key::new(Text::new(text.clone(), node.span), *plain)),
        _ => None,
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
    if let Some((second, first)) = second_object(entries) {
        diagnostics.push(yaml_syntax::missing_separator(&entries[second].0, first));
        entries.truncate(second);
    }
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

/// Where a second object begins in the entries of one document, and the first one's place.
fn second_object(entries: &[(Key, Node)]) -> Option<(usize, Span)> {
    let begins = |(key, _): &&(Key, Node)| matches!(key.as_str(), "apiVersion" | "kind");
    let (first, _) = entries.first().filter(begins)?;
    let again = entries.iter().skip(1).position(|(key, _)| key.text == first.text)? + 1;
    let is_whole = |entries: &[(Key, Node)]| {
        ["apiVersion", "kind"].iter().all(|wanted| entries.iter().any(|(key, _)| key.as_str() == *wanted))
    };
    let (one, other) = entries.split_at_checked(again)?;
    (is_whole(one) && is_whole(other)).then_some((again, first.span))
}

fn is_merge(key: &Key) -> bool {
    key.as_str() == "<<"
}
