use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::problem;
use crate::diagnostic::Diagnostic;
use crate::resource::Kind;
use crate::source::{FileId, Span, Spanned, Text};

/// A TOML value with its byte range.
pub type Value<'a> = toml::Spanned<DeValue<'a>>;

/// A TOML key with its byte range.
pub type Key<'a> = toml::Spanned<toml::de::DeString<'a>>;

/// Where reading stands: the file, and what was found wrong so far.
#[derive(Debug)]
pub struct Decoder<'d> {
    file: FileId,
    /// Where in the file the text begins that was parsed.
    base: usize,
    diagnostics: &'d mut Vec<Diagnostic>,
    /// The kind of entry that the `set` of the step being read overlays.
    applied: Option<Kind>,
    /// The key of the entry that is being read.
    entry: Option<Text>,
    lost_names: bool,
    /// Problems that lie within an entry whose name is known.
    of_entries: usize,
}

impl<'d> Decoder<'d> {
    /// Reads a whole file.
    pub(super) fn new(file: FileId, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self::at(file, 0, diagnostics)
    }

    /// Reads the piece of a file that begins at `base`.
    pub(super) fn at(file: FileId, base: usize, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self { file, base, diagnostics, applied: None, entry: None, lost_names: false, of_entries: 0 }
    }

    /// What the step being read applies; it decides how its `set` is read.
    pub(super) fn applied(&self) -> Option<Kind> {
        self.applied
    }

    /// Notes what the step being read applies.
    pub(super) fn set_applied(&mut self, kind: Option<Kind>) {
        self.applied = kind;
    }

    /// Notes that an entry is left out, name and all.
    pub(super) fn lose_name(&mut self) {
        self.lost_names = true;
    }

    /// Whether an entry was left out, name and all.
    pub(super) fn has_lost_names(&self) -> bool {
        self.lost_names
    }

    /// Reads the entry of this key; false when not all of it could be read.
    pub(super) fn entry<T>(&mut self, key: &Key<'_>, read: impl FnOnce(&mut Self) -> Option<T>) -> (Option<T>, bool) {
        let before = self.diagnostics.len();
        self.entry = Some(self.key(key));
        let entry = read(self);
        self.entry = None;
        let found = self.diagnostics.len() - before;
        if entry.is_some() {
            self.of_entries += found;
        }
        (entry, found == 0)
    }

    /// The number of problems that lie within an entry whose name is known.
    pub(super) fn of_entries(&self) -> usize {
        self.of_entries
    }

    /// A byte range of the text that was parsed.
    pub(super) fn place(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }

    /// The place of a value.
    pub(super) fn span(&self, value: &Value<'_>) -> Span {
        self.place(value.span())
    }

    /// A key as a text.
    pub(super) fn key(&self, key: &Key<'_>) -> Text {
        Spanned::new(key.get_ref().as_ref().into(), self.place(key.span()))
    }

    /// The name that the header of the entry being read was meant to have, and its place, if `key` is a part of it: without
    /// quotes, `[routes.db.example.com]` is a table within the entry `db`.
    pub(super) fn dotted_name(&self, key: &Text, value: &Value<'_>) -> Option<(Span, String)> {
        let entry = self.entry.as_ref()?;
        let mut name = format!("{}.{}", entry.as_str(), key.as_str());
        let mut place = Span { end: key.span.end, ..entry.span };
        let mut table = value.get_ref().as_table().filter(|_| entry.span.end + 1 == key.span.start)?;
        while let [(key, value)] = table.iter().collect::<Vec<_>>().as_slice() {
            let key = self.key(key);
            let Some(inner) = value.get_ref().as_table().filter(|_| place.end + 1 == key.span.start) else { break };
            name = format!("{name}.{}", key.as_str());
            place.end = key.span.end;
            table = inner;
        }
        Some((place, name))
    }

    /// Notes a problem; reading goes on.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The value's table, or a note that it is none.
    pub(super) fn expect_table<'v, 'a>(&mut self, value: &'v Value<'a>, expected: &str) -> Option<&'v DeTable<'a>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            other => self.wrong_type(value, expected, other),
        }
    }

    /// Notes that a value of another type stands where `expected` ("a string") has to stand.
    pub(super) fn wrong_type<T>(&mut self, value: &Value<'_>, expected: &str, found: &DeValue<'_>) -> Option<T> {
        let span = self.span(value);
        let digits = match found {
            DeValue::Integer(digits) => Some(digits.as_str()),
            DeValue::Float(digits) => Some(digits.as_str()),
            _ => None,
        };
        self.report(match digits.filter(|_| expected == "a string") {
            Some(digits) => problem::wrong_type::number_for_text(span, digits, type_name(found)),
            None => problem::wrong_type::diagnostic(span, expected, type_name(found)),
        });
        None
    }

    /// Notes that a text stands where `expected` ("an integer") has to stand, which it would be without its quotes.
    pub(super) fn quoted<T>(&mut self, value: &Value<'_>, expected: &str, meant: &str) -> Option<T> {
        let span = self.span(value);
        self.report(problem::wrong_type::without_quotes(span, expected, meant));
        None
    }

    /// Notes that `value` is not a list of `T`, where one is needed. If it can be read as a `T`, the fix is a list of that
    /// one; only for a text without separators is this safe. (A table may have been meant to have another shape.)
    pub(super) fn no_list<L, T: Decode>(&mut self, value: &Value<'_>, found: &DeValue<'_>) -> Option<L> {
        let span = self.span(value);
        let diagnostic = problem::wrong_type::diagnostic(span, "an array", type_name(found));
        let mut problems = Vec::new();
        let mut item = Decoder { diagnostics: &mut problems, entry: None, ..*self };
        let fits = T::decode(value, &mut item).is_some() && problems.is_empty();
        let one = matches!(found, DeValue::String(text) if is_one(text));
        let wraps = fits && matches!(found, DeValue::String(_) | DeValue::Table(_));
        self.report(diagnostic.fixes(wraps.then(|| problem::wrong_type::in_brackets(span, one))));
        None
    }

    /// Notes that the value of a label or an annotation has no quotes. If it is written plainly, only its text can be meant;
    /// `1_000` and `0x10` may be meant as numbers.
    pub(super) fn unquoted(&mut self, value: &Value<'_>) {
        let span = self.span(value);
        let plain = match value.get_ref() {
            DeValue::Integer(digits) => is_plain(digits.as_str(), &value.span()) && digits.radix() == 10,
            DeValue::Float(digits) => is_plain(digits.as_str(), &value.span()),
            _ => true,
        };
        let mut diagnostic = problem::wrong_type::diagnostic(span, "a string", type_name(value.get_ref()));
        diagnostic.fixes = vec![problem::wrong_type::quoted(span, plain)];
        self.report(diagnostic);
    }
}

/// Whether a text is a single item, and not empty or a list with separators.
fn is_one(text: &str) -> bool {
    !text.is_empty() && !text.contains(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '|'))
}

/// Whether a number is only digits, at most one dot and a leading minus, with nothing else at `place` such as `_`.
fn is_plain(number: &str, place: &Range<usize>) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    number.len() == place.len()
        && digits.matches('.').count() <= 1
        && digits.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}

/// What can be read from a TOML value. A value that does not fit is reported to the decoder and left out.
pub trait Decode: Sized {
    /// Reads `value`.
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self>;
}
