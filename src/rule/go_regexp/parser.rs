use std::ops::Range;

use super::char_set::CharSet;
use super::error::RegexpErrorKind;
use super::flags::Flags;
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
    current: Level,
    outer: Vec<Level>,
    /// Where the repetition that was just read began, if one was.
    last_repeat: Option<usize>,
    /// No `:]` comes any more, so that a thousand `[:` are not each looked for one.
    pub no_named_class: bool,
}

/// Go's limit on nesting (`regexp/syntax`, `maxHeight`). It also keeps all that walks the tree within the stack.
const MAX_HEIGHT: usize = 1000;

/// A group that is being read.
#[derive(Default)]
struct Level {
    branches: Vec<Node>,
    items: Vec<Item>,
    /// Of the branches read so far.
    height: usize,
    captures: bool,
    /// The flags to return to behind the group.
    flags: Flags,
}

/// A node and how high it stands over its deepest leaf.
struct Item {
    node: Node,
    height: usize,
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
        Ok(std::mem::take(&mut self.current).into_item().node)
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

    fn literal(&self, code: u32) -> Node {
        let mut set = CharSet::default();
        set.add_range(code, code);
        if self.flags.ignore_case {
            set.fold();
        }
        Node::Set(set)
    }

    fn repetition(&mut self, letter: char, repeat_before: Option<usize>) -> Result<(), Failure> {
        let start = self.at;
        let (min, max) = match letter {
            '*' => (0, None),
            '+' => (1, None),
            '?' => (0, Some(1)),
            _ => {
                let Some((length, counts)) = self.counts() else {
                    self.at += 1;
                    self.push(self.literal(u32::from('{')));
                    return Ok(());
                };
                self.at += length - 1;
                counts.ok_or(Failure { kind: RegexpErrorKind::RepeatCount, range: start..start + length })?
            }
        };
        self.at += 1;
        if self.rest().starts_with('?') {
            self.at += 1;
        }
        if let Some(before) = repeat_before {
            return Err(Failure { kind: RegexpErrorKind::NestedRepeat, range: before..self.at });
        }
        let missing = Failure { kind: RegexpErrorKind::MissingRepeatArgument, range: start..self.at };
        let Item { node, height } = self.current.items.pop().ok_or(missing)?;
        let node = Box::new(node);
        let counted = letter == '{';
        let repeat = Node::Repeat { node, min, max, counted };
        if counted && (min >= 2 || max.is_some_and(|max| max >= 2)) && !repeats_within(&repeat, 1000) {
            return Err(Failure { kind: RegexpErrorKind::RepeatCount, range: start..self.at });
        }
        self.last_repeat = Some(start);
        self.push_item(Item { node: repeat, height: height + 1 })
    }

    /// `{min}`, `{min,}` or `{min,max}`, if one stands here: its length in bytes and its counts, unless they are wrong.
    #[expect(clippy::type_complexity, reason = "three answers: no repetition, a wrong one, a right one")]
    fn counts(&self) -> Option<(usize, Option<(u32, Option<u32>)>)> {
        let behind = self.rest().get(1..)?;
        let length = behind.bytes().take_while(|&byte| byte.is_ascii_digit() || byte == b',').count();
        let inside = behind.get(..length).filter(|_| behind.as_bytes().get(length) == Some(&b'}'))?;
        let (min, max) = match inside.split_once(',') {
            None => (number(inside)?, Some(number(inside)?)),
            Some((min, "")) => (number(min)?, None),
            Some((min, max)) => (number(min)?, Some(number(max)?)),
        };
        let right = min <= 1000 && max.is_none_or(|max| max <= 1000 && min <= max);
        Some((inside.len() + 2, right.then_some((min, max))))
    }

    fn open(&mut self) -> Result<(), Failure> {
        if self.rest().starts_with("(?") {
            return self.perl_group();
        }
        self.at += 1;
        self.push_level(true, self.flags);
        Ok(())
    }

    fn push_level(&mut self, captures: bool, flags: Flags) {
        let level = Level { captures, flags, ..Level::default() };
        self.outer.push(std::mem::replace(&mut self.current, level));
    }

    fn close(&mut self) -> Result<(), Failure> {
        let Some(outer) = self.outer.pop() else {
            return Err(self.whole(RegexpErrorKind::UnexpectedParenthesis));
        };
        self.at += 1;
        let inner = std::mem::replace(&mut self.current, outer);
        self.flags = inner.flags;
        let captures = inner.captures;
        let Item { node, height } = inner.into_item();
        if captures {
            return self.push_item(Item { node: Node::Capture(Box::new(node)), height: height + 1 });
        }
        self.push_item(Item { node, height })
    }

    /// `(?..`: a named group, a group without a number, or flags (Go's `parsePerlFlags`).
    fn perl_group(&mut self) -> Result<(), Failure> {
        let start = self.at;
        let rest = self.rest();
        for (prefix, shortest) in [("(?P<", 5), ("(?<", 4)] {
            if let Some(inside) = rest.strip_prefix(prefix).filter(|_| rest.len() >= shortest) {
                let Some((name, _)) = inside.split_once('>') else {
                    return Err(Failure { kind: RegexpErrorKind::NamedCapture, range: start..self.text.len() });
                };
                self.at += prefix.len() + name.len() + 1;
                if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                    return Err(Failure { kind: RegexpErrorKind::NamedCapture, range: start..self.at });
                }
                self.push_level(true, self.flags);
                return Ok(());
            }
        }
        self.at += 2;
        let before = self.flags;
        let mut flags = before;
        let (mut on, mut seen) = (true, false);
        while let Some(letter) = self.next_char() {
            match letter {
                '-' if on => (on, seen) = (false, false),
                ':' | ')' if on || seen => {
                    if letter == ':' {
                        self.push_level(false, before);
                    }
                    self.flags = flags;
                    return Ok(());
                }
                _ if flags.set(letter, on) => seen = true,
                _ => return Err(Failure { kind: RegexpErrorKind::PerlOperator, range: start..self.at }),
            }
        }
        Err(Failure { kind: RegexpErrorKind::PerlOperator, range: start..self.at })
    }

    /// A leaf.
    fn push(&mut self, node: Node) {
        self.current.items.push(Item { node, height: 1 });
    }

    fn push_item(&mut self, item: Item) -> Result<(), Failure> {
        if item.height > MAX_HEIGHT {
            return Err(self.whole(RegexpErrorKind::Nesting));
        }
        self.current.items.push(item);
        Ok(())
    }

    fn whole(&self, kind: RegexpErrorKind) -> Failure {
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

impl Level {
    fn end_branch(&mut self) {
        let Item { node, height } = concat(std::mem::take(&mut self.items));
        self.height = self.height.max(height);
        self.branches.push(node);
    }

    fn into_item(mut self) -> Item {
        if self.branches.is_empty() {
            return concat(self.items);
        }
        self.end_branch();
        Item { node: Node::Alternate(self.branches), height: self.height + 1 }
    }
}

fn concat(items: Vec<Item>) -> Item {
    let height = items.iter().map(|item| item.height).max().unwrap_or(0);
    let mut nodes: Vec<_> = items.into_iter().map(|item| item.node).collect();
    match (nodes.len(), nodes.pop()) {
        (1, Some(node)) => Item { node, height },
        (_, last) => {
            nodes.extend(last);
            Item { node: Node::Concat(nodes), height: height + 1 }
        }
    }
}

/// Go's `parseInt`: no leading zeros; a number too big stays one.
fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let leading_zero = text.len() > 1 && text.starts_with('0');
    (digits && !leading_zero).then(|| text.parse().unwrap_or(u32::MAX))
}

/// Whether nested counts multiply to at most `limit` (Go's `repeatIsValid`).
fn repeats_within(node: &Node, mut limit: u32) -> bool {
    if let Node::Repeat { min, max, counted: true, .. } = *node {
        let count = max.unwrap_or(min);
        if max == Some(0) {
            return true;
        }
        if count > limit {
            return false;
        }
        limit = limit.checked_div(count).unwrap_or(limit);
    }
    node.children().iter().all(|child| repeats_within(child, limit))
}
