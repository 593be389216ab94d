use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Severity};
use crate::source::Span;

/// A value of another type than its key takes.
pub static CODE: Code = Code {
    name: "wrong-type",
    severity: Severity::Error,
    summary: "a value has another type than its key takes",
    explanation: include_str!("wrong_type.md"),
};

/// At `span` stands `found` ("an integer") where `expected` has to stand.
pub fn diagnostic(span: Span, expected: &str, found: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&CODE, span, format!("expected {expected}, found {found}"));
    match (expected, found) {
        ("an array", "a string" | "a table") => diagnostic.help("write a list: `[...]`"),
        // That a text was meant is a guess: `entry_points = [5432]` may speak of a port.
        ("a string", "an integer" | "a float" | "a boolean" | "a date or time") => {
            diagnostic.help("write it in quotes: `\"...\"`").fix(quoted(span, false))
        }
        _ => diagnostic.help(format!("write {expected} here; `tcpgen schema` describes every key")),
    }
}

/// The value at `span` is one item of the list that has to stand there. It is safe where the item can be nothing but one.
pub fn in_brackets(span: Span, safe: bool) -> Fix {
    wrapped(span, safe, "make it a list of one", "[", "]")
}

/// The value at `span` in quotes. It is safe where nothing but its text can be meant.
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
