use std::ops::Range;

use smol_str::SmolStr;
use toml_parser::lexer::TokenKind;

use super::node::{Key, ValueKind};
use super::tree::ITEM;
use super::walk::{Walk, is_header};

/// What is being written at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writing {
    /// A key of the table at the path.
    Key,
    /// A part of a header, under the path.
    Header,
    /// The value at the path.
    Value,
}

/// A place in a text that may be unfinished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// What is being written.
    pub writing: Writing,
    /// The path of the table or the value.
    pub path: Vec<SmolStr>,
    /// The word that is being written, up to the place; inside of its quotes.
    pub word: Range<usize>,
    /// The quote that the value begins with.
    pub quote: Option<char>,
}

impl Cursor {
    /// What is being written at `offset`; none in a comment. Only what precedes counts, from the nearest header on.
    pub fn new(text: &str, offset: usize) -> Option<Self> {
        let before = text.get(..offset)?;
        let walk = Walk::new(before, header_above(before));
        let last = walk.last.clone();
        let (kind, range) = last.unwrap_or((TokenKind::Newline, offset..offset));
        let touches = range.end == offset;
        if kind == TokenKind::Comment && touches {
            return None;
        }
        let is_word = touches && is_word(kind);
        let mut table = path_of_last_table(&walk);
        if let Some((start, _)) = walk.header {
            let keys = parents(&walk.keys, is_word && kind != TokenKind::Dot);
            let word = if is_word && kind != TokenKind::Dot { range } else { offset..offset };
            return (start < offset).then_some(Self { writing: Writing::Header, path: keys, word, quote: None });
        }
        let frame = walk.frames.last().copied();
        if let Some(frame) = frame {
            table = path(&walk, frame);
        }
        let in_array =
            frame.and_then(|frame| walk.nodes.get(frame)).is_some_and(|node| node.value_kind == ValueKind::Array);
        let (word, quote) = word_of(before, kind, &range, is_word, offset);
        if let Some(value) = walk.value {
            let finished = !touches || is_closed(before, kind, &range);
            let has_value = walk.nodes.get(value).is_some_and(|node| node.value_kind != ValueKind::None);
            if has_value && finished {
                return None;
            }
            return Some(Self { writing: Writing::Value, path: path(&walk, value), word, quote });
        }
        if in_array {
            table.push(ITEM.into());
            return Some(Self { writing: Writing::Value, path: table, word, quote });
        }
        let of_key = is_word && !walk.keys.is_empty();
        table.extend(parents(&walk.keys, of_key && kind != TokenKind::Dot));
        let word = if of_key && kind != TokenKind::Dot { range } else { offset..offset };
        Some(Self { writing: Writing::Key, path: table, word, quote: None })
    }
}

/// The names of the keys before the one that is being written.
fn parents(keys: &[Key], is_last_open: bool) -> Vec<SmolStr> {
    let count = keys.len() - usize::from(is_last_open && !keys.is_empty());
    keys.iter().take(count).map(|key| key.name.clone()).collect()
}

fn is_word(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Atom
            | TokenKind::Dot
            | TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString
    )
}

/// Whether a token that ends at the place is a string with its closing quote.
fn is_closed(text: &str, kind: TokenKind, range: &Range<usize>) -> bool {
    let written = text.get(range.clone()).unwrap_or_default();
    let quotes = match kind {
        TokenKind::BasicString => "\"",
        TokenKind::LiteralString => "'",
        TokenKind::MlBasicString => "\"\"\"",
        TokenKind::MlLiteralString => "'''",
        TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket => return true,
        _ => return false,
    };
    written.len() >= 2 * quotes.len() && written.ends_with(quotes)
}

/// The word at the place, without its opening quote.
fn word_of(
    text: &str,
    kind: TokenKind,
    range: &Range<usize>,
    is_word: bool,
    offset: usize,
) -> (Range<usize>, Option<char>) {
    if !is_word {
        return (offset..offset, None);
    }
    let written = text.get(range.clone()).unwrap_or_default();
    let quotes = match kind {
        TokenKind::MlBasicString | TokenKind::MlLiteralString => 3,
        TokenKind::BasicString | TokenKind::LiteralString => 1,
        _ => 0,
    };
    let quote = written.chars().next().filter(|_| quotes > 0);
    (range.start + quotes..offset, quote)
}

fn path_of_last_table(walk: &Walk<'_>) -> Vec<SmolStr> {
    let table = walk.nodes.iter().rposition(super::node::Node::is_table);
    table.map(|table| path(walk, table)).unwrap_or_default()
}

fn path(walk: &Walk<'_>, at: usize) -> Vec<SmolStr> {
    let Some(node) = walk.nodes.get(at) else { return Vec::new() };
    let mut path = node.parent.map(|parent| self::path(walk, parent)).unwrap_or_default();
    path.extend(node.keys.iter().map(|key| key.name.clone()));
    if matches!(node.kind, super::node::NodeKind::Item | super::node::NodeKind::TableOfArray) {
        path.push(ITEM.into());
    }
    path
}

/// The beginning of the nearest line above that is a header.
fn header_above(text: &str) -> usize {
    let mut end = text.len();
    while let Some(newline) = text.get(..end).and_then(|text| text.rfind('\n')) {
        let line = text.get(newline + 1..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        if is_header(line) && !text.get(..newline).unwrap_or_default().trim_end().ends_with([',', '[']) {
            return newline + 1;
        }
        end = newline;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Writing};

    /// The place is where `|` is.
    fn at(text: &str) -> Option<(Writing, String, String, Option<char>)> {
        let offset = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let found = Cursor::new(&text, offset)?;
        Some((found.writing, found.path.join("."), text[found.word].to_owned(), found.quote))
    }

    #[test]
    fn an_unfinished_text_has_its_place() {
        use Writing::{Header, Key, Value};
        for (text, expected) in [
            ("|", Some((Key, "", "", None))),
            ("nam|", Some((Key, "", "nam", None))),
            ("[|", Some((Header, "", "", None))),
            ("[rou|", Some((Header, "", "rou", None))),
            ("[routes.pg.t|", Some((Header, "routes.pg", "t", None))),
            ("[[routes.pg.|", Some((Header, "routes.pg", "", None))),
            ("[routes.pg]\nent|", Some((Key, "routes.pg", "ent", None))),
            ("[routes.pg]\ntls.opt|", Some((Key, "routes.pg.tls", "opt", None))),
            ("[routes.pg]\nprotocol = |", Some((Value, "routes.pg.protocol", "", None))),
            ("[routes.pg]\nprotocol = \"po|", Some((Value, "routes.pg.protocol", "po", Some('"')))),
            ("[routes.pg]\nprotocol = tr|", Some((Value, "routes.pg.protocol", "tr", None))),
            ("[routes.pg]\nmiddlewares = [\"a\", '|", Some((Value, "routes.pg.middlewares.*", "", Some('\'')))),
            ("[routes.pg]\nmiddlewares = [\n  |", Some((Value, "routes.pg.middlewares.*", "", None))),
            ("[routes.pg]\ntls = { op|", Some((Key, "routes.pg.tls", "op", None))),
            ("[routes.pg]\ntls = { options = \"|", Some((Value, "routes.pg.tls.options", "", Some('"')))),
            ("[[routes.pg.rules]]\nsn|", Some((Key, "routes.pg.rules.*", "sn", None))),
            ("[a]\nx = [\n[routes.pg]\nsn|", Some((Key, "routes.pg", "sn", None))),
            ("# comment |", None),
            ("a = \"x\" |", None),
            ("a = \"x\"|", None),
            ("a = 'ü|", Some((Value, "a", "ü", Some('\'')))),
        ] {
            let expected =
                expected.map(|(writing, path, word, quote)| (writing, path.to_owned(), word.to_owned(), quote));
            assert_eq!(at(text), expected, "{text}");
        }
    }
}
