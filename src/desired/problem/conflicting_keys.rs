use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;

/// Two keys that cannot stand together.
pub static CODE: Code = Code {
    name: "conflicting-keys",
    severity: Severity::Error,
    summary: "two keys specify the same thing in two ways",
    explanation: include_str!("conflicting_keys.md"),
};

/// `key` at `span` stands beside `other` at `other_span`.
pub fn diagnostic(key: &str, span: Span, other: &str, other_span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, format!("`{key}` cannot be combined with `{other}`"))
        .related(other_span, format!("`{other}` is here"))
        .help(format!("keep one of `{other}` and `{key}`"))
}
