use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::source::{Span, Text};

/// The text is no YAML, or more than is read.
pub static CODE: Code = Code {
    name: "yaml-syntax",
    severity: Severity::Error,
    summary: "a manifest is not valid YAML",
    explanation: include_str!("yaml_syntax.md"),
};

/// What the parser says against the text at `span`.
pub(crate) fn diagnostic(span: Span, what: &str) -> Diagnostic {
    let help = if what.contains("tabs") {
        "YAML is indented with spaces; nothing of this document is read, and kubectl refuses it as well"
    } else {
        "nothing of this document is read; kubectl refuses it as well"
    };
    Diagnostic::new(&CODE, span, format!("this document is not valid YAML: {what}")).help(help)
}

/// An alias without its anchor.
pub(crate) fn unknown_alias(span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, "this alias names no anchor of this document, or one that contains it")
        .help("write the value out, or put `&name` before the value that `*name` refers to")
}

/// A key that is a list or a mapping.
pub(crate) fn composite_key(span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, "a list or a mapping is used as a key").help("keys of Kubernetes objects are strings")
}

/// `{{`, which YAML reads as a mapping that is a key.
pub(crate) fn template(span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, "this is an unrendered template")
        .help("tcpgen reads plain YAML: render the template first, for example with `helm template`")
}

/// A key that its mapping has already.
pub(crate) fn duplicate_key(key: &Text, first: Span) -> Diagnostic {
    Diagnostic::new(&CODE, key.span, format!("the key `{}` appears twice in one mapping", key.as_str()))
        .related(first, "the first one, which is read")
        .help("keep one of the two; kubectl refuses the manifest")
}

/// The first key of a second object in one document.
pub(crate) fn missing_separator(key: &Text, first: Span) -> Diagnostic {
    let before = Span { end: key.span.start, ..key.span };
    Diagnostic::new(&CODE, key.span, "a second object begins here, without `---` before it")
        .related(first, "the first object, which is read")
        .help("write a line `---` between the two; kubectl refuses the manifest")
        .fix(Fix::repair("write `---` before it", before, "---\n"))
}

/// More nodes than are read.
pub(crate) fn too_large(span: Span, nodes: usize) -> Diagnostic {
    Diagnostic::new(&CODE, span, format!("this file has more than {nodes} values; the rest is not read"))
        .help("give it in several files")
}

/// Aliases that grow beyond measure.
pub(crate) fn too_many_copies(span: Span, copies: usize) -> Diagnostic {
    Diagnostic::new(&CODE, span, format!("anchors and aliases copy more than {copies} values; the rest is not read"))
        .help("write the values out")
}
