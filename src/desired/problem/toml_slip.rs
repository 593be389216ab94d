//! What people mean by a text that TOML does not have.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::source::{FileId, Span, line_start};

/// The line in which a parser stumbled, and where.
struct Line<'t> {
    file: FileId,
    text: &'t str,
    start: usize,
    at: usize,
}

/// A diagnostic with words of its own, if the text at `at` is a known slip; `new` makes one of a place and a message.
pub(super) fn slip(
    (file, text): (FileId, &str),
    at: usize,
    message: &str,
    new: impl Fn(Range<usize>, String) -> Diagnostic,
) -> Option<Diagnostic> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = line_start(text, at);
    let line = text[start..].split('\n').next().unwrap_or_default();
    let line = Line { file, text: line, start, at: at - start };
    line.template(&new)
        .or_else(|| line.curly_quotes(&new))
        .or_else(|| line.unusual_blank(&new))
        .or_else(|| line.word(&new))
        .or_else(|| line.backslash(message, &new))
}

impl Line<'_> {
    fn place(&self, range: Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    fn edit(&self, range: Range<usize>, text: &str) -> Edit {
        Edit { span: Span::new(self.file, self.place(range)), text: text.to_owned() }
    }

    fn template(&self, new: &impl Fn(Range<usize>, String) -> Diagnostic) -> Option<Diagnostic> {
        let open = self.text.find("{{")?;
        let close = self.text[open..].find("}}").map_or(self.text.len(), |end| open + end + 2);
        let found = new(self.place(open..close), "this is an unrendered template".to_owned());
        Some(found.help("tcpgen reads plain TOML: render the template first"))
    }

    fn curly_quotes(&self, new: &impl Fn(Range<usize>, String) -> Diagnostic) -> Option<Diagnostic> {
        let straight = |letter| match letter {
            '“' | '”' | '„' | '«' | '»' | '″' => Some("\""),
            '‘' | '’' | '‚' => Some("'"),
            _ => None,
        };
        let curly: Vec<_> = self.letters().filter_map(|(range, letter)| Some((range, straight(letter)?))).collect();
        let (first, _) = curly.first()?;
        let found = new(self.place(first.clone()), "curly quotes do not delimit strings".to_owned());
        let edits = curly.iter().map(|(range, mark)| self.edit(range.clone(), mark)).collect();
        Some(found.help("write straight quotes: `\"`").fix(Fix::of("write straight quotes", true, edits)))
    }

    fn unusual_blank(&self, new: &impl Fn(Range<usize>, String) -> Diagnostic) -> Option<Diagnostic> {
        let ordinary = |letter: char| match letter {
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => Some(""),
            _ if letter.is_whitespace() && !letter.is_ascii() => Some(" "),
            _ => None,
        };
        let (_, here) = self.letters().find(|(range, _)| range.start == self.at)?;
        ordinary(here)?;
        let blanks = self.letters().filter_map(|(range, letter)| Some((range, ordinary(letter)?)));
        let edits = blanks.map(|(range, blank)| self.edit(range, blank)).collect();
        let place = self.place(self.at..self.at + here.len_utf8());
        let found = new(place, format!("this blank is not a space: it is U+{:04X}", u32::from(here)));
        Some(found.help("write an ordinary space").fix(Fix::of("write ordinary spaces", true, edits)))
    }

    /// A word where a value has to stand.
    fn word(&self, new: &impl Fn(Range<usize>, String) -> Diagnostic) -> Option<Diagnostic> {
        let word = &self.text[self.at..];
        let word = &word[..word.find(|letter: char| !letter.is_alphanumeric() && letter != '~').unwrap_or(word.len())];
        let range = self.at..self.at + word.len();
        let meant = match word.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" => "true",
            "false" | "no" | "off" | "n" => "false",
            "null" | "nil" | "none" | "undefined" | "~" => {
                let found = new(self.place(range), format!("`{word}` is not a TOML value"));
                return Some(found.help("to leave a value out, leave its key out"));
            }
            _ => return None,
        };
        let found = new(self.place(range.clone()), format!("`{word}` is not a TOML boolean"));
        let fix = Fix::repair(format!("write `{meant}`"), self.edit(range, "").span, meant);
        Some(found.help(format!("write `{meant}`")).fix(fix))
    }

    fn backslash(&self, message: &str, new: &impl Fn(Range<usize>, String) -> Diagnostic) -> Option<Diagnostic> {
        if !message.contains("escape") && !message.contains("unicode") {
            return None;
        }
        let at = self.text[..self.at].rfind('\\')?;
        let found = new(self.place(at..at + 1), "in double quotes a backslash begins an escape".to_owned());
        let found = found.help("write the text in single quotes, where a backslash is only a backslash");
        let Some(quotes) = self.quotes_around(at) else { return Some(found) };
        let inner = &self.text[quotes.start + 1..quotes.end];
        if inner.contains(['\'', '"']) {
            return Some(found);
        }
        let edits = [quotes.start, quotes.end].map(|at| self.edit(at..at + 1, "'")).to_vec();
        // `\\` beside it was meant as one backslash, which it is not in single quotes.
        Some(found.fix(Fix::of("write it in single quotes", !inner.contains("\\\\"), edits)))
    }

    /// The double quotes around `at`, which is inside a text of one line.
    fn quotes_around(&self, at: usize) -> Option<Range<usize>> {
        let start = self.text[..at].rfind('"').filter(|start| !self.text[..*start].ends_with('"'))?;
        let end = at + self.text[at..].find('"')?;
        Some(start..end)
    }

    fn letters(&self) -> impl Iterator<Item = (Range<usize>, char)> {
        self.text.char_indices().map(|(at, letter)| (at..at + letter.len_utf8(), letter))
    }
}
