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
        ("an array", "a string" | "a table") => diagnostic.help("write a list: `[...]`").fix(in_brackets(span)),
        ("a string", "an integer" | "a float" | "a boolean" | "a date or time") => {
            diagnostic.help("write it in quotes: `\"...\"`").fix(wrapped(span, "put it in quotes", "\"", "\""))
        }
        _ => diagnostic.help(format!("write {expected} here; `tcpgen schema` describes every key")),
    }
}

fn in_brackets(span: Span) -> Fix {
    wrapped(span, "make it a list of one", "[", "]")
}

fn wrapped(span: Span, title: &str, before: &str, after: &str) -> Fix {
    let (start, end) = (Span { end: span.start, ..span }, Span { start: span.end, ..span });
    let edits = vec![Edit { span: start, text: before.to_owned() }, Edit { span: end, text: after.to_owned() }];
    Fix { title: title.to_owned(), safe: true, edits }
}
