//! TOML tokens to nodes. Text that is no TOML, or not yet, gives the nodes that can be made out.

use std::ops::Range;

use smol_str::SmolStr;
use toml_parser::Source;
use toml_parser::decoder::Encoding;
use toml_parser::lexer::{Token, TokenKind};

use super::node::{Key, Node, NodeKind, ValueKind};

/// What a walk is in the middle of.
#[derive(Debug)]
pub(super) struct Walk<'t> {
    text: &'t str,
    /// Where the walked piece begins in the text.
    offset: usize,
    pub nodes: Vec<Node>,
    /// The header that is above.
    table: Option<usize>,
    /// Arrays and inline tables that are not closed, the innermost last.
    pub frames: Vec<usize>,
    /// A header that is being written: its first byte, and whether it has two brackets.
    pub header: Option<(usize, bool)>,
    /// Keys that are read and not used yet.
    pub keys: Vec<Key>,
    /// The node whose value is being read.
    pub value: Option<usize>,
    /// The last token, unless blank.
    pub last: Option<(TokenKind, Range<usize>)>,
    /// Whether only blanks precede in the line.
    line_begins: bool,
}

impl<'t> Walk<'t> {
    /// Walks the piece of `text` from `offset` on.
    pub fn new(text: &'t str, offset: usize) -> Self {
        let mut walk = Self {
            text,
            offset,
            nodes: Vec::new(),
            table: None,
            frames: Vec::new(),
            header: None,
            keys: Vec::new(),
            value: None,
            last: None,
            line_begins: true,
        };
        let piece = text.get(offset..).unwrap_or_default();
        for token in Source::new(piece).lex() {
            walk.token(&token);
        }
        walk.end();
        walk
    }

    fn token(&mut self, token: &Token) {
        let range = self.offset + token.span().start()..self.offset + token.span().end();
        let kind = token.kind();
        if kind == TokenKind::Whitespace {
            return;
        }
        if self.line_begins && !self.frames.is_empty() && self.abandons(range.start) {
            self.frames.clear();
            self.statement_ends();
        }
        self.line_begins = kind == TokenKind::Newline;
        match kind {
            TokenKind::Newline => self.newline(range.start),
            TokenKind::Comment | TokenKind::Eof | TokenKind::Whitespace => {}
            TokenKind::Equals => self.equals(range.clone()),
            TokenKind::Comma => self.comma(),
            TokenKind::LeftSquareBracket => self.open(range.clone(), ValueKind::Array),
            TokenKind::LeftCurlyBracket => self.open(range.clone(), ValueKind::Inline),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => self.close(range.clone()),
            TokenKind::Dot | TokenKind::Atom => self.word(kind, range.clone(), ValueKind::Scalar),
            TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString => self.word(kind, range.clone(), ValueKind::String),
        }
        if kind != TokenKind::Eof {
            self.last = Some((kind, range));
        }
    }

    /// Whether a line inside of brackets begins something that cannot be in them, so that they were never closed.
    fn abandons(&self, start: usize) -> bool {
        let line = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        is_header(line) || self.innermost_is_array() && is_assignment(line)
    }

    fn innermost_is_array(&self) -> bool {
        self.frames
            .last()
            .and_then(|&frame| self.nodes.get(frame))
            .is_some_and(|node| node.value_kind == ValueKind::Array)
    }

    fn newline(&mut self, at: usize) {
        if self.header.is_some() {
            self.header_ends(at);
        }
        if self.frames.is_empty() {
            self.statement_ends();
        }
    }

    fn statement_ends(&mut self) {
        self.keys.clear();
        self.value = None;
    }

    fn equals(&mut self, range: Range<usize>) {
        if self.header.is_some() || self.value.is_some() || self.innermost_is_array() || self.keys.is_empty() {
            return;
        }
        let keys = std::mem::take(&mut self.keys);
        let start = keys.first().map_or(range.start, |key| key.range.start);
        self.add(NodeKind::Pair, keys, start..range.end, range.end..range.end);
    }

    /// Adds a node, whose value comes next.
    fn add(&mut self, kind: NodeKind, keys: Vec<Key>, range: Range<usize>, value: Range<usize>) {
        let parent = self.frames.last().copied().or(self.table);
        self.value = Some(self.nodes.len());
        self.nodes.push(Node { parent, kind, keys, range, value, value_kind: ValueKind::None });
    }

    fn comma(&mut self) {
        if !self.frames.is_empty() {
            self.statement_ends();
        }
    }

    fn open(&mut self, range: Range<usize>, kind: ValueKind) {
        if let Some((start, is_array)) = &mut self.header {
            *is_array |= *start + 1 == range.start;
            return;
        }
        if self.frames.is_empty() && self.value.is_none() {
            if kind == ValueKind::Array {
                self.keys.clear();
                self.header = Some((range.start, false));
            }
            return;
        }
        self.begin_value(range, kind);
        if let Some(node) = self.value.take() {
            self.frames.push(node);
        }
    }

    fn close(&mut self, range: Range<usize>) {
        if self.header.is_some() {
            let double = self.header.is_some_and(|(_, is_array)| is_array);
            let second = self
                .last
                .as_ref()
                .is_some_and(|(kind, last)| *kind == TokenKind::RightSquareBracket && last.end == range.start);
            if !double || second {
                self.header_ends(range.end);
            }
            return;
        }
        if let Some(frame) = self.frames.pop() {
            self.reach(frame, range.end);
        }
        self.statement_ends();
    }

    /// Lets a node and those around it end here.
    fn reach(&mut self, node: usize, end: usize) {
        let mut next = Some(node);
        while let Some(node) = next.and_then(|next| self.nodes.get_mut(next)) {
            if !node.is_table() {
                node.range.end = node.range.end.max(end);
                node.value.end = node.value.end.max(end);
            }
            next = node.parent;
        }
    }

    fn header_ends(&mut self, end: usize) {
        let Some((start, is_array)) = self.header.take() else { return };
        let kind = if is_array { NodeKind::TableOfArray } else { NodeKind::Table };
        if let Some(table) = self.table.and_then(|table| self.nodes.get_mut(table)) {
            table.range.end = start;
        }
        let keys = std::mem::take(&mut self.keys);
        self.table = Some(self.nodes.len());
        let (range, value_kind) = (start..end, ValueKind::None);
        self.nodes.push(Node { parent: None, kind, keys, range: range.clone(), value: range, value_kind });
    }

    fn word(&mut self, kind: TokenKind, range: Range<usize>, value_kind: ValueKind) {
        let is_key = self.header.is_some() || self.value.is_none() && !self.innermost_is_array();
        if !is_key {
            self.begin_value(range, value_kind);
        } else if kind != TokenKind::Dot {
            let name = key_name(self.text.get(range.clone()).unwrap_or_default(), kind);
            self.keys.push(Key { name, range });
        }
    }

    /// Begins a value, or goes on with it: `1.5` is three tokens.
    fn begin_value(&mut self, range: Range<usize>, kind: ValueKind) {
        if self.value.is_none() {
            if !self.innermost_is_array() {
                return;
            }
            self.add(NodeKind::Item, Vec::new(), range.clone(), range.start..range.start);
        }
        let Some(at) = self.value else { return };
        if let Some(node) = self.nodes.get_mut(at).filter(|node| node.value_kind == ValueKind::None) {
            (node.value, node.value_kind) = (range.clone(), kind);
        }
        self.reach(at, range.end);
    }

    fn end(&mut self) {
        let end = self.text.len();
        if let Some(table) = self.table.and_then(|table| self.nodes.get_mut(table)) {
            table.range.end = end;
        }
    }
}

/// The value of a key as written.
fn key_name(written: &str, kind: TokenKind) -> SmolStr {
    let encoding = match kind {
        TokenKind::BasicString => Some(Encoding::BasicString),
        TokenKind::LiteralString => Some(Encoding::LiteralString),
        _ => None,
    };
    let Some(encoding) = encoding else { return written.into() };
    let mut decoded = std::borrow::Cow::Borrowed("");
    let source = Source::new(written);
    let whole = toml_parser::Span::new_unchecked(0, written.len());
    if let Some(raw) = source.get(whole) {
        toml_parser::Raw::new_unchecked(raw.as_str(), Some(encoding), whole).decode_key(&mut decoded, &mut ());
    }
    decoded.as_ref().into()
}

/// `[table]` or `[[table]]` alone in its line, but no row of an array: `["a"],`, `[1]` or `[true]`.
pub(super) fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    let Some(inside) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) else { return false };
    let inside = inside.strip_prefix('[').and_then(|inside| inside.strip_suffix(']')).unwrap_or(inside);
    let first = inside.split('.').next().unwrap_or_default().trim();
    let is_bare = first.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && first.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'));
    is_bare && !matches!(first, "true" | "false" | "inf" | "nan")
}

/// `key =`, where the key is bare or dotted.
fn is_assignment(line: &str) -> bool {
    let Some((key, _)) = line.split_once('=') else { return false };
    let key = key.trim();
    key.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && key.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.' | ' '))
}
