use crate::check::view::notation::Notation;
use crate::check::view::phrases::A_TYPE;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{MiddlewareTcp, Object};

/// A middleware without a type.
pub static CODE: Code = Code {
    name: "empty-middleware",
    severity: Severity::Warning,
    summary: "a middleware has no type: Traefik disables every router that uses it",
    explanation: include_str!("empty_middleware.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Middleware(check)] };

/// `buildConstructor` in `pkg/server/middleware/tcp/middlewares.go`; observed on 3.7.15.
fn check(_: &Context<'_>, object: &Object, middleware: &MiddlewareTcp, diagnostics: &mut Vec<Diagnostic>) {
    if object.whole && *middleware == MiddlewareTcp::default() {
        let message =
            format!("`{}` has no type: Traefik disables every router that names it", object.metadata.name.as_str());
        diagnostics.push(Diagnostic::new(&CODE, object.span, message).help(Notation::of(object).words(&A_TYPE)));
    }
}
