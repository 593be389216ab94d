use crate::check::Check;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Text;

/// An `allow` that nothing needs.
pub static CODE: Code = Code {
    name: "unused-allow",
    severity: Severity::Warning,
    summary: "an `allow` covers a warning that does not occur",
    explanation: include_str!("unused_allow.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };

/// `code` is allowed, and nothing of that code was found where it is allowed.
pub(super) fn diagnostic(code: &Text) -> Diagnostic {
    Diagnostic::new(&CODE, code.span, format!("nothing here needs `allow` for `{}`", code.as_str()))
        .help("remove it, so that the warning is seen when it comes back")
}
