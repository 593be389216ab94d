use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
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

/// At `span` stands the code of what is allowed, and no reason.
pub fn no_reason(span: Span, code: &str) -> Diagnostic {
    let whole = format!("{{ code = {}, reason = \"...\" }}", Value::from(code));
    Diagnostic::new(&CODE, span, format!("the `allow` of `{code}` needs a reason"))
        .help(format!("write `{whole}`"))
        .fix(Fix::offered("write a table with a reason", span, whole))
}
