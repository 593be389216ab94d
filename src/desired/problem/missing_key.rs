use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;

/// A key without which the table means nothing.
pub static CODE: Code = Code {
    name: "missing-key",
    severity: Severity::Error,
    summary: "a table lacks a required key",
    explanation: include_str!("missing_key.md"),
};

/// The table at `span` lacks `key`.
pub fn diagnostic(span: Span, table: &str, key: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, format!("{table} needs the key `{key}`")).help(format!("add `{key} = ...`"))
}
