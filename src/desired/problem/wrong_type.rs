use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Severity};
use crate::source::{Span, Text};

/// A value of another type than its key takes.
pub static CODE: Code = Code {
    name: "wrong-type",
    severity: Severity::Error,
    summary: "a value has the wrong type for its key",
    explanation: include_str!("wrong_type.md"),
};

/// At `span` stands `found` ("an integer") where `expected` has to stand.
pub fn diagnostic(span: Span, expected: &str, found: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&CODE, span, format!("expected {expected}, found {found}"));
    match (expected, found) {
        ("an array", "a string" | "a table") => diagnostic.help("write a list: `[...]`"),
        // That a text was meant is a guess.
        ("a string", "a boolean" | "a date or time") => {
            diagnostic.help("write it in quotes: `\"...\"`").fix(quoted(span, false))
        }
        _ => diagnostic.help(format!("write {expected} here; `tcpgen schema` describes every key")),
    }
}

/// At `span` stands a number, of a type with this name, where a text has to stand.
pub fn number_for_text(span: Span, digits: &str, found: &str) -> Diagnostic {
    // That its digits were meant is a guess: in `entry_points = [5432]` the number may be a port.
    Diagnostic::new(&CODE, span, format!("expected a string, found {found}"))
        .help(format!("write it in quotes: `\"{digits}\"`"))
        .fix(quoted(span, false))
}

/// At `span` stands a text in quotes, and `meant` without them is `expected` ("an integer").
pub fn without_quotes(span: Span, expected: &str, meant: &str) -> Diagnostic {
    let found = Diagnostic::new(&CODE, span, format!("expected {expected}, found a string"));
    found.help(format!("write it without quotes: `{meant}`")).fix(Fix::repair("take the quotes out", span, meant))
}

/// `header` has double brackets, which make a list of the entry `key`.
pub fn double_brackets(header: Span, key: &Text) -> Diagnostic {
    let message = format!("`{}` is a list of tables here, and has to be a table", key.as_str());
    let outer = [(header.start, header.start + 1), (header.end.saturating_sub(1), header.end)];
    let edits = outer.map(|(start, end)| Edit { span: Span { start, end, ..header }, text: String::new() }).to_vec();
    let found = Diagnostic::new(&CODE, header, message).help("write the header in single brackets: `[...]`");
    found.fix(Fix::of("write single brackets", true, edits))
}

/// Makes a list of the value at `span`. `safe` if it can only be a single item.
pub fn in_brackets(span: Span, safe: bool) -> Fix {
    wrapped(span, safe, "make it a list of one", "[", "]")
}

/// Puts the value at `span` in quotes. `safe` if only its text can be meant.
pub fn quoted(span: Span, safe: bool) -> Fix {
    wrapped(span, safe, "put it in quotes", "\"", "\"")
}

fn wrapped(span: Span, safe: bool, title: &str, before: &str, after: &str) -> Fix {
    let (start, end) = (Span { end: span.start, ..span }, Span { start: span.end, ..span });
    Fix::of(
        title,
        safe,
        vec![Edit { span: start, text: before.to_owned() }, Edit { span: end, text: after.to_owned() }],
    )
}
