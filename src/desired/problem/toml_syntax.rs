use std::ops::Range;

use super::first_of_two::first_of_two;
use super::lookalike::{Lookalike, lookalike};
use super::toml_slip::slip;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{FileId, Span};

/// The text is no TOML.
pub static CODE: Code = Code {
    name: "toml-syntax",
    severity: Severity::Error,
    summary: "the text is not valid TOML",
    explanation: include_str!("toml_syntax.md"),
};

/// Everything that keeps a text from being TOML, from what the parser reports of each range.
pub fn diagnostics(file: FileId, text: &str, errors: Vec<(Range<usize>, String)>) -> Vec<Diagnostic> {
    if let Some(Lookalike { place, message, help }) = lookalike(text) {
        return vec![Diagnostic::new(&CODE, Span::new(file, place), message).help(help)];
    }
    let mut found: Vec<Diagnostic> =
        errors.into_iter().map(|(at, message)| diagnostic(file, text, at, message)).collect();
    // A slip that is repeated in a line, such as a template, is reported once.
    found.dedup_by(|later, earlier| later.span == earlier.span && later.message == earlier.message);
    found
}

fn diagnostic(file: FileId, text: &str, range: Range<usize>, message: String) -> Diagnostic {
    let start = text.floor_char_boundary(range.start);
    let end = text.ceil_char_boundary(range.end.max(start));
    let new = |place: Range<usize>, message: String| Diagnostic::new(&CODE, Span::new(file, place), message);
    if let Some(found) = slip((file, text), start, &message, new) {
        return found;
    }
    let help = help(&message);
    let is_duplicate = message.contains("duplicate");
    let message = if is_duplicate { format!("`{}` appears twice", &text[start..end]) } else { message };
    let found = new(start..end, message).help(help);
    match first_of_two(text, start..end).filter(|_| is_duplicate) {
        Some(first) => found.related(Span::new(file, first), "the first one"),
        None => found,
    }
}

/// What is usually behind a message of the TOML parser.
fn help(message: &str) -> &'static str {
    const HELPS: [(&str, &str); 12] = [
        ("this `\"`", "close the text with `\"`"),
        ("this `'`", "close the text with `'`"),
        ("this `[`", "close the array with `]`"),
        ("this `{`", "close the inline table with `}`"),
        ("between array elements", "close the array with `]`, or put a comma between its elements"),
        ("unclosed array", "close the array with `]`"),
        ("unclosed table", "close the table's name: `[routes.name]`"),
        ("inline table", "write an inline table as `{ key = value, key = value }`"),
        ("must be quoted", "write texts in double quotes: `key = \"value\"`"),
        ("missing value", "write a value behind `=`"),
        ("duplicate", "a key can appear only once in a table: remove one of the two"),
        ("recurs", "nest no deeper: a state file needs four levels"),
    ];
    let found = HELPS.iter().find(|(part, _)| message.contains(part));
    found.map_or("statements are `key = value` or `[table]`, one a line", |(_, help)| help)
}
