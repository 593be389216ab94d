use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{FileId, Span};

/// The text is no TOML.
pub static CODE: Code = Code {
    name: "toml-syntax",
    severity: Severity::Error,
    summary: "the text is not valid TOML",
    explanation: include_str!("toml_syntax.md"),
};

/// The parser says `message` of this range.
pub fn diagnostic(file: FileId, text: &str, range: Range<usize>, message: String) -> Diagnostic {
    let start = text.floor_char_boundary(range.start);
    let end = text.ceil_char_boundary(range.end.max(start));
    let help = help(&message);
    Diagnostic::new(&CODE, Span::new(file, start..end), message).help(help)
}

/// What is usually behind a message of the TOML parser.
fn help(message: &str) -> &'static str {
    const HELPS: [(&str, &str); 10] = [
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
