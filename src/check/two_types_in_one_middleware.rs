use super::Context;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A middleware with more than one type.
pub static CODE: Code = Code {
    name: "two-types-in-one-middleware",
    severity: Severity::Warning,
    summary: "a middleware says two types: Traefik serves one",
    explanation: include_str!("two_types_in_one_middleware.md"),
};

/// `buildConstructor` in `pkg/server/middleware/tcp/middlewares.go`: each type overwrites the one before.
pub(super) fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for entry in &context.desired.middlewares {
        let written = &entry.body;
        let types = [
            ("ip_allow_list", written.ip_allow_list.as_ref().map(|list| list.span)),
            ("ip_white_list", written.ip_white_list.as_ref().map(|list| list.span)),
            ("in_flight_conn", written.in_flight_conn.as_ref().map(|limit| limit.span)),
        ];
        let mut written = types.into_iter().filter_map(|(name, span)| Some((name, span?)));
        let Some((served, place)) = written.next() else { continue };
        for (ignored, span) in written {
            let message = format!("a middleware is of one type: Traefik serves `{served}` and ignores `{ignored}`");
            diagnostics.push(
                Diagnostic::new(&CODE, span, message)
                    .related(place, "this one is served")
                    .help("make two middlewares, and name both in the route"),
            );
        }
    }
}
