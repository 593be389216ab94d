use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Severity};
use crate::source::Span;

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
        // That a text was meant is a guess: in `entry_points = [5432]` the number may be a port.
        ("a string", "an integer" | "a float" | "a boolean" | "a date or time") => {
            diagnostic.help("write it in quotes: `\"...\"`").fix(quoted(span, false))
        }
        _ => diagnostic.help(format!("write {expected} here; `tcpgen schema` describes every key")),
    }
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
