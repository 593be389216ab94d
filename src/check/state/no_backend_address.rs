use crate::check::Check;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::ObjectRef;
use crate::source::Span;

/// A service without addresses, for a target that has no Kubernetes to ask.
pub static CODE: Code = Code {
    name: "no-backend-address",
    severity: Severity::Error,
    summary: "the file target needs the addresses of a service's servers",
    explanation: include_str!("no_backend_address.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };

/// Nothing specifies where the servers of `service` are. Found when the file target is built, not by every check.
pub(crate) fn diagnostic(service: ObjectRef<'_>, port: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, format!("there is no address for the servers of `{service}:{port}`")).help(format!(
        "write where they are: `[services.\"{service}\"]` with `addresses = [\"127.0.0.1:5432\"]`; the key may also be \
         `\"{service}:{port}\"`, for this port alone"
    ))
}
