use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Text;

/// A service text that is no `[namespace/]name:port`.
pub static CODE: Code = Code {
    name: "invalid-service",
    severity: Severity::Error,
    summary: "a service is not `name:port` or `namespace/name:port`",
    explanation: include_str!("invalid_service.md"),
};

/// `text` stands where a service has to stand.
pub fn diagnostic(text: &Text) -> Diagnostic {
    Diagnostic::new(&CODE, text.span, format!("`{}` names no service and port", text.as_str())).help(
        "write `\"name:port\"` or `\"namespace/name:port\"`, the port as a number or as the Service's name for it",
    )
}
