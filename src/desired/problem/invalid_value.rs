use super::unknown_key::meant;
use crate::diagnostic::{Code, Diagnostic, Fix, Severity, is_same_word};
use crate::source::Span;

/// A value that is none of those the key takes.
pub static CODE: Code = Code {
    name: "invalid-value",
    severity: Severity::Error,
    summary: "a key does not accept this value",
    explanation: include_str!("invalid_value.md"),
};

/// At `span` stands `found` under `key`, which takes `choices` alone.
pub fn diagnostic(span: Span, found: &str, key: &str, choices: &[&str]) -> Diagnostic {
    let listed = choices.iter().map(|choice| format!("`\"{choice}\"`")).collect::<Vec<_>>().join(", ");
    let diagnostic =
        Diagnostic::new(&CODE, span, format!("`{key}` cannot be `\"{found}\"`")).help(format!("it takes {listed}"));
    match meant(found, choices) {
        // Another spelling of one word leaves no doubt; a word that is only similar is a guess.
        Some(near) => diagnostic.fix(Fix::repair_if(
            is_same_word(found, near),
            format!("write `\"{near}\"`"),
            span,
            format!("\"{near}\""),
        )),
        None => diagnostic,
    }
}
