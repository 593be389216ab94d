use std::collections::HashMap;

use granit_parser::{Event, ScalarStyle, StructureStyle, Tag};

use super::key::Key;
use super::mapping::{self, merge, unique};
use super::node::{Node, Value};
use crate::diagnostic::Diagnostic;
use crate::import::problem::yaml_syntax;
use crate::source::Span;

/// Nodes of one file; a cluster's ten thousand routes have about half a million.
const NODES: usize = 4_000_000;

/// Nodes of one file that anchors and aliases copy.
const COPIES: usize = 100_000;

/// Builds the trees of one file from its events.
#[derive(Default)]
pub(super) struct Tree {
    open: Vec<Open>,
    anchors: HashMap<usize, (Node, usize)>,
    nodes: usize,
    copies: usize,
}

/// A collection that is not closed yet.
struct Open {
    content: Content,
    start: Span,
    flow: bool,
    anchor: usize,
    nodes_before: usize,
}

enum Content {
    List(Vec<Node>),
    Map { entries: Vec<(Key, Node)>, key: Option<Key> },
}

impl Tree {
    /// Forgets what is unfinished: the next document begins.
    pub(super) fn reset(&mut self) {
        self.open.clear();
        self.anchors.clear();
    }

    /// Whether a limit was passed: nothing more will be taken.
    pub(super) fn is_exhausted(&self) -> bool {
        self.nodes > NODES || self.copies > COPIES
    }

    /// Takes one event; gives the document's root when it is complete.
    pub(super) fn take(
        &mut self,
        event: Event<'_>,
        span: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Option<Node>, Box<Diagnostic>> {
        let before = self.nodes;
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = is_plain(style, tag.as_deref());
                let value = Value::Scalar { text: text.as_ref().into(), plain };
                return self.node(Node { span, value }, anchor, before);
            }
            Event::Alias(id) => {
                let (node, size) = self.anchors.get(&id).cloned().ok_or_else(|| yaml_syntax::unknown_alias(span))?;
                self.copied(size, span)?;
                return self.node(node, 0, before);
            }
            Event::UnresolvedAlias(_) => return Err(yaml_syntax::unknown_alias(span).into()),
            Event::SequenceStart(style, anchor, _) => self.open(Content::List(Vec::new()), span, style, anchor),
            Event::MappingStart(style, anchor, _) => {
                self.open(Content::Map { entries: Vec::new(), key: None }, span, style, anchor);
            }
            Event::SequenceEnd | Event::MappingEnd => return self.close(span, diagnostics),
            _ => {}
        }
        Ok(None)
    }

    fn open(&mut self, content: Content, start: Span, style: StructureStyle, anchor: usize) {
        let flow = style == StructureStyle::Flow;
        self.open.push(Open { content, start, flow, anchor, nodes_before: self.nodes });
    }

    fn close(&mut self, end: Span, diagnostics: &mut Vec<Diagnostic>) -> Result<Option<Node>, Box<Diagnostic>> {
        let Some(closed) = self.open.pop() else { return Ok(None) };
        let (value, last) = match closed.content {
            Content::List(items) => {
                let last = items.last().map(|item| item.span);
                (Value::List(items), last)
            }
            Content::Map { mut entries, .. } => {
                unique(&mut entries, diagnostics);
                let last = entries.last().map(|(key, value)| if value.is_null() { key.span } else { value.span });
                (Value::Map(merge(entries)), last)
            }
        };
        // A block collection ends where the next token stands, which may be lines below.
        let last = if closed.flow { Some(end) } else { last };
        let end = last.map_or(closed.start.end, |last| last.end.max(closed.start.end));
        let span = Span { end, ..closed.start };
        self.node(Node { span, value }, closed.anchor, closed.nodes_before)
    }

    /// Puts a complete node where it belongs.
    fn node(&mut self, node: Node, anchor: usize, nodes_before: usize) -> Result<Option<Node>, Box<Diagnostic>> {
        self.nodes += 1;
        if self.nodes > NODES {
            return Err(yaml_syntax::too_large(node.span, NODES).into());
        }
        if anchor != 0 {
            let size = self.nodes - nodes_before;
            self.copied(size, node.span)?;
            self.anchors.insert(anchor, (node.clone(), size));
        }
        let Some(parent) = self.open.last_mut() else { return Ok(Some(node)) };
        match &mut parent.content {
            Content::List(items) => items.push(node),
            Content::Map { entries, key: pending } => match pending.take() {
                Some(key) => entries.push((key, node)),
                None => *pending = Some(mapping::key(&node).ok_or_else(|| not_a_key(&node))?),
            },
        }
        Ok(None)
    }

    fn copied(&mut self, size: usize, place: Span) -> Result<(), Box<Diagnostic>> {
        self.copies += size;
        self.nodes += size;
        if self.copies > COPIES { Err(yaml_syntax::too_many_copies(place, COPIES).into()) } else { Ok(()) }
    }
}

/// A mapping in braces as the first key of another is how a template reads: `{{ .Release.Name }}`.
fn not_a_key(node: &Node) -> Diagnostic {
    match &node.value {
        Value::Map(entries) if entries.iter().all(|(_, value)| value.is_null()) => yaml_syntax::template(node.span),
        _ => yaml_syntax::composite_key(node.span),
    }
}

/// Whether the text of a scalar decides on its type.
fn is_plain(style: ScalarStyle, tag: Option<&Tag>) -> bool {
    match tag.and_then(Tag::core_suffix) {
        Some("str") => false,
        Some("int" | "float" | "bool" | "null") => true,
        _ => style == ScalarStyle::Plain,
    }
}
