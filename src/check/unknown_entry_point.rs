use super::Context;
use crate::diagnostic::{Code, Diagnostic, Fix, Severity, closest};

/// A route on an entry point that the state does not declare.
pub static CODE: Code = Code {
    name: "unknown-entry-point",
    severity: Severity::Warning,
    summary: "a route listens on an entry point that is not declared",
    explanation: include_str!("unknown_entry_point.md"),
};

/// Without any declared entry point every name may exist.
pub(super) fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if context.entry_points.is_empty() || !context.complete {
        return;
    }
    for (_, route) in context.resources.routes() {
        for name in route.entry_points.iter().filter(|name| !context.entry_points.contains_key(name.as_str())) {
            let message = format!("entry point `{}` is not declared", name.as_str());
            let found = Diagnostic::new(&CODE, name.span, message);
            diagnostics.push(match closest(name, context.entry_points.keys().copied()) {
                Some(near) => found.help(format!("did you mean `{near}`?")).fix(Fix::offered(
                    format!("write `{near}`"),
                    name.span,
                    format!("\"{near}\""),
                )),
                None => found.help(format!("declare it under `[entry_points]`: `{} = 5432`", name.as_str())),
            });
        }
    }
}
