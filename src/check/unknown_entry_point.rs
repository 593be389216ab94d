use super::Context;
use super::suggestions::Suggestions;
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::source::Text;

/// A route on an entry point that the state does not declare.
pub static CODE: Code = Code {
    name: "unknown-entry-point",
    severity: Severity::Warning,
    summary: "a route listens on an entry point that is not declared",
    explanation: include_str!("unknown_entry_point.md"),
};

/// Without any declared entry point every name may exist. What becomes of the router was observed on 3.7.15.
pub(super) fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if context.entry_points.is_empty() {
        return;
    }
    let mut suggestions = Suggestions::new();
    let is_known =
        |name: &Text| context.entry_points.contains_key(name.as_str()) || context.may_be_unread(name.as_str());
    for (_, route) in context.resources.routes() {
        let mut names = route.entry_points.iter().filter(|name| !is_known(name)).peekable();
        if names.peek().is_none() {
            continue;
        }
        let served = route.entry_points.iter().any(is_known);
        let effect = if served { "serves the route on its other entry points alone" } else { "disables the route" };
        for name in names {
            let message = format!("entry point `{}` is not declared: Traefik {effect}", name.as_str());
            let declared = context.desired.entry_points.iter().map(|entry| entry.key.as_str());
            let found = Diagnostic::new(&CODE, name.span, message);
            diagnostics.push(match suggestions.closest(name, declared) {
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
