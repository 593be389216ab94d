use crate::diagnostic::{Code, Diagnostic, Severity};
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
    Diagnostic::new(&CODE, span, format!("expected {expected}, found {found}"))
}
