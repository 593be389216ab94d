use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;

/// A key without which the table means nothing.
pub static CODE: Code = Code {
    name: "missing-key",
    severity: Severity::Error,
    summary: "a table lacks a required key",
    explanation: include_str!("missing_key.md"),
};

/// The table at `span` lacks each of `keys`, one of which it needs.
pub fn one_of(span: Span, table: &str, keys: &[&str]) -> Diagnostic {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    Diagnostic::new(&CODE, span, format!("{table} needs one of the keys {}", keys.join(", ")))
}

/// The table at `span` lacks `key`.
pub fn diagnostic(span: Span, table: &str, key: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, format!("{table} needs the key `{key}`")).help(format!("add `{key} = ...`"))
}
