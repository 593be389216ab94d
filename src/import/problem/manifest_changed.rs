use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Span, Text};

/// Something that is carried over in another form.
pub static CODE: Code = Code {
    name: "manifest-changed",
    severity: Severity::Advice,
    summary: "a part of a manifest is converted to another form",
    explanation: include_str!("manifest_changed.md"),
};

/// Metadata that a state file does not carry.
pub(crate) fn metadata(field: &Text, path: &str) -> Diagnostic {
    Diagnostic::new(&CODE, field.span, format!("`{path}` is not carried over"))
        .help("tcpgen writes name, namespace, labels and annotations; keep the rest where it is managed")
}

/// At `span` stands something that becomes something else; `help` says why or what to do.
pub(crate) fn diagnostic(span: Span, what: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&CODE, span, what).help(help)
}
