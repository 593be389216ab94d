use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::source::Span;

/// A value of another type than its field takes.
pub static CODE: Code = Code {
    name: "manifest-wrong-type",
    severity: Severity::Error,
    summary: "a field of a manifest has a type that the API server does not accept",
    explanation: include_str!("manifest_wrong_type.md"),
};

/// Under `path` stands `found` ("an integer") instead of `expected`; it is left out.
pub(crate) fn diagnostic(span: Span, path: &str, expected: &str, found: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, format!("`{path}` has to be {expected}, and is {found}"))
        .help("it is left out; the API server would refuse the object")
}

/// Under `path` stands the unquoted `text`, which kubectl reads as `found`; it is read as the string it was meant to be.
pub(crate) fn unquoted(span: Span, path: &str, text: &str, found: &str) -> Diagnostic {
    let quoted = format!("{text:?}");
    Diagnostic::new(
        &CODE,
        span,
        format!("`{path}` has to be a string, and kubectl reads the unquoted `{text}` as {found}"),
    )
    .help(format!("write `{quoted}`; without quotes the API server refuses the object. Here it is read as a string"))
    // Only this text can be meant: YAML is full of texts without quotes.
    .fix(Fix::repair(format!("write `{quoted}`"), span, quoted))
}
