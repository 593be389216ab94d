//! What can be told of an expression without running it.

use super::node::Node;

/// Whether every set is known beyond ASCII.
pub(super) fn is_exact(node: &Node) -> bool {
    match node {
        Node::Set(set) => !set.is_inexact(),
        _ => node.children().iter().all(is_exact),
    }
}

/// Whether every match begins at the beginning of the text.
pub(super) fn begins_text(node: &Node) -> bool {
    anchored(node, &|node| matches!(node, Node::BeginText), false)
}

/// Whether every match ends at the end of the text.
pub(super) fn ends_text(node: &Node) -> bool {
    anchored(node, &|node| matches!(node, Node::EndText), true)
}

fn anchored(node: &Node, is_anchor: &dyn Fn(&Node) -> bool, from_end: bool) -> bool {
    match node {
        Node::Concat(nodes) => {
            // An anchor behind what takes no room is as good as one in front of it.
            let settles = |node: &&Node| anchored(node, is_anchor, from_end) || !takes_no_room(node);
            let first = if from_end { nodes.iter().rev().find(settles) } else { nodes.iter().find(settles) };
            first.is_some_and(|node| anchored(node, is_anchor, from_end))
        }
        Node::Alternate(branches) => branches.iter().all(|branch| anchored(branch, is_anchor, from_end)),
        Node::Repeat { node, min, .. } => *min > 0 && anchored(node, is_anchor, from_end),
        _ => is_anchor(node),
    }
}

/// The text with which every text begins that the expression matches; empty where that is not known.
pub(super) fn beginning(node: &Node) -> String {
    let mut text = String::new();
    if begins_text(node) {
        spell(node, false, &mut text);
    }
    text
}

/// The text with which every text ends that the expression matches; empty where that is not known.
pub(super) fn end(node: &Node) -> String {
    let mut text = String::new();
    if ends_text(node) {
        spell(node, true, &mut text);
    }
    text.chars().rev().collect()
}

/// Adds the characters with which every match of a node begins, or ends, from there on. False where others may follow.
fn spell(node: &Node, from_end: bool, text: &mut String) -> bool {
    match node {
        Node::Set(set) => set.only().map(|letter| text.push(letter)).is_some(),
        Node::Concat(nodes) if from_end => nodes.iter().rev().all(|node| spell(node, from_end, text)),
        Node::Concat(nodes) => nodes.iter().all(|node| spell(node, from_end, text)),
        Node::Repeat { node, min: 1.., max } => spell(node, from_end, text) && *max == Some(1),
        Node::Alternate(_) | Node::Repeat { .. } => false,
        _ => true,
    }
}

/// Whether the node can match nothing but the empty text.
fn takes_no_room(node: &Node) -> bool {
    match node {
        Node::Set(_) => false,
        Node::Repeat { max: Some(0), .. } => true,
        _ => node.children().iter().all(takes_no_room),
    }
}

/// Whether the expression certainly matches every text without a newline: it finds the empty text at the beginning or
/// at the end of any, or the whole of any.
pub(super) fn matches_everything(node: &Node) -> bool {
    empty_where(node, &|node| matches!(node, Node::BeginText | Node::BeginLine))
        || empty_where(node, &|node| matches!(node, Node::EndText | Node::EndLine))
        || matches_whole(node)
}

/// Whether the node matches the empty text at a place where the given assertions hold.
fn empty_where(node: &Node, holds: &dyn Fn(&Node) -> bool) -> bool {
    match node {
        Node::Concat(nodes) => nodes.iter().all(|node| empty_where(node, holds)),
        Node::Alternate(branches) => branches.iter().any(|branch| empty_where(branch, holds)),
        Node::Repeat { node, min, .. } => *min == 0 || empty_where(node, holds),
        Node::Set(_) => false,
        _ => holds(node),
    }
}

/// `^.*$` and the like.
fn matches_whole(node: &Node) -> bool {
    match node {
        Node::Concat(nodes) => {
            let nodes = nodes.as_slice();
            let first = nodes.iter().take_while(|node| matches!(node, Node::BeginText | Node::BeginLine)).count();
            let middle = nodes.get(first..).unwrap_or_default();
            let last = middle.iter().rev().take_while(|node| matches!(node, Node::EndText | Node::EndLine)).count();
            let middle = middle.get(..middle.len() - last).unwrap_or_default();
            middle.iter().any(matches_whole)
                && middle.iter().all(|node| matches_whole(node) || empty_where(node, &|_| false))
        }
        Node::Alternate(branches) => branches.iter().any(matches_whole),
        Node::Repeat { node, min: 0, max: None, .. } => matches!(&**node, Node::Set(set) if set.is_any()),
        Node::Repeat { node, min, max, .. } => *min <= 1 && max.is_none_or(|max| max >= 1) && matches_whole(node),
        _ => false,
    }
}

/// Whether every match has an upper-case ASCII letter.
pub(super) fn needs_upper_case(node: &Node) -> bool {
    match node {
        Node::Set(set) => set.is_upper_case(),
        Node::Concat(nodes) => nodes.iter().any(needs_upper_case),
        Node::Alternate(branches) => branches.iter().all(needs_upper_case),
        Node::Repeat { node, min, .. } => *min > 0 && needs_upper_case(node),
        _ => false,
    }
}
