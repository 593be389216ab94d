use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{FileId, Span};

/// The text is no TOML.
pub static CODE: Code = Code {
    name: "toml-syntax",
    severity: Severity::Error,
    summary: "the text is not valid TOML",
    explanation: include_str!("toml_syntax.md"),
};

/// One diagnostic an error.
pub fn diagnostics(file: FileId, text: &str, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
    errors.iter().map(|error| diagnostic(file, text, error)).collect()
}

fn diagnostic(file: FileId, text: &str, error: &toml::de::Error) -> Diagnostic {
    let range = error.span().unwrap_or(0..0);
    let start = text.floor_char_boundary(range.start);
    let end = text.ceil_char_boundary(range.end.max(start));
    Diagnostic::new(&CODE, Span::new(file, start..end), error.message().replace('\n', ", "))
}
