use std::ops::Range;

use super::char_set::CharSet;
use super::error::RegexpErrorKind;
use super::item::Item;
use super::level::{Flags, Level};
use super::node::Node;

/// An error and the part of the expression that Go quotes with it.
#[derive(Debug)]
pub(super) struct Failure {
    pub kind: RegexpErrorKind,
    pub range: Range<usize>,
}

/// Reads an expression, as Go's `regexp/syntax.Parse` does with the flags of `regexp.Compile`. Groups are kept on a stack
/// of its own, so that their number is no matter.
pub(super) struct Parser<'a> {
    pub text: &'a str,
    pub at: usize,
    pub flags: Flags,
    pub current: Level,
    /// The groups around it, outermost first.
    pub outer: Vec<Level>,
    /// Where the repetition that was just read began, if one was.
    pub last_repeat: Option<usize>,
    /// No `:]` comes any more, so that a thousand `[:` are not each looked for one.
    pub no_named_class: bool,
}

impl<'a> Parser<'a> {
    pub fn new(text: &'a str) -> Self {
        let (flags, current) = (Flags::default(), Level::default());
        Self { text, at: 0, flags, current, outer: Vec::new(), last_repeat: None, no_named_class: false }
    }

    pub fn parse(mut self) -> Result<Node, Failure> {
        while let Some(letter) = self.peek() {
            let repeat_before = self.last_repeat.take();
            self.item(letter, repeat_before)?;
        }
        if !self.outer.is_empty() {
            return Err(self.whole(RegexpErrorKind::MissingParenthesis));
        }
        let level = std::mem::take(&mut self.current);
        self.push_item(level.into_item())?;
        self.current.items.pop().map(|item| item.node).ok_or_else(|| self.whole(RegexpErrorKind::MissingParenthesis))
    }

    fn item(&mut self, letter: char, repeat_before: Option<usize>) -> Result<(), Failure> {
        let node = match letter {
            '(' => return self.open(),
            ')' => return self.close(),
            '|' => {
                self.at += 1;
                self.current.end_branch();
                return Ok(());
            }
            '*' | '+' | '?' | '{' => return self.repetition(letter, repeat_before),
            '\\' => return self.backslash(),
            '[' => Node::Set(self.class()?),
            _ => {
                self.next_char();
                match letter {
                    '^' if self.flags.multi_line => Node::BeginLine,
                    '^' => Node::BeginText,
                    '$' if self.flags.multi_line => Node::EndLine,
                    '$' => Node::EndText,
                    '.' => Node::Set(CharSet::any(self.flags.dot_matches_newline)),
                    _ => self.literal(u32::from(letter)),
                }
            }
        };
        self.push(node);
        Ok(())
    }

    fn backslash(&mut self) -> Result<(), Failure> {
        let node = match self.rest().as_bytes().get(1) {
            Some(b'A') => Node::BeginText,
            Some(b'z') => Node::EndText,
            Some(b'b') => Node::WordBoundary,
            Some(b'B') => Node::NoWordBoundary,
            Some(b'C') => {
                return Err(Failure { kind: RegexpErrorKind::Escape, range: self.at..self.at + 2 });
            }
            Some(b'Q') => {
                self.quotation();
                return Ok(());
            }
            _ => {
                let group = self.group()?.map(Node::Set);
                let node = group.map_or_else(|| self.escape().map(|code| self.literal(code)), Ok)?;
                self.push(node);
                return Ok(());
            }
        };
        self.at += 2;
        self.push(node);
        Ok(())
    }

    /// `\Q..\E`
    fn quotation(&mut self) {
        let inside = self.rest().get(2..).unwrap_or_default();
        let (quoted, closed) = inside.split_once("\\E").map_or((inside, 0), |(quoted, _)| (quoted, 2));
        self.at += 2 + quoted.len() + closed;
        for letter in quoted.chars() {
            let node = self.literal(u32::from(letter));
            self.push(node);
        }
    }

    pub fn literal(&self, code: u32) -> Node {
        let mut set = CharSet::default();
        set.add_range(code, code);
        if self.flags.ignore_case {
            set.fold();
        }
        Node::Set(set)
    }

    /// A leaf.
    pub fn push(&mut self, node: Node) {
        self.current.items.push(Item::leaf(node));
    }

    /// Any node, within Go's limits.
    pub fn push_item(&mut self, item: Item) -> Result<(), Failure> {
        if item.is_too_large() {
            return Err(self.whole(RegexpErrorKind::TooLarge));
        }
        if item.is_too_high() {
            return Err(self.whole(RegexpErrorKind::Nesting));
        }
        self.current.items.push(item);
        Ok(())
    }

    pub fn whole(&self, kind: RegexpErrorKind) -> Failure {
        Failure { kind, range: 0..self.text.len() }
    }

    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn next_char(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += letter.len_utf8();
        Some(letter)
    }
}
