use crate::check::Check;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;

/// Something that Kubernetes has and a file has not.
pub static CODE: Code = Code {
    name: "not-in-file-target",
    severity: Severity::Warning,
    summary: "the file target cannot include something that exists only in Kubernetes",
    explanation: include_str!("not_in_file_target.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };

/// `what` at `span` is not written. Found when the file target is built, not by every check.
pub(crate) fn diagnostic(span: Span, what: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&CODE, span, what).help(help)
}
