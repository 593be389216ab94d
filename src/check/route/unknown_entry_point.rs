use crate::check::edit::suggestions::{Suggestions, did_you_mean};
use crate::check::view::phrases::DECLARE_ENTRY_POINT;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::Fault;
use crate::source::Text;

/// A route on an entry point that the state does not declare.
pub static CODE: Code = Code {
    name: "unknown-entry-point",
    severity: Severity::Warning,
    summary: "a route listens on an entry point that is not declared",
    explanation: include_str!("unknown_entry_point.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// Without any declared entry point every name may exist. What becomes of the router was observed on 3.7.15.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut suggestions = Suggestions::new();
    for rule in context.rules.iter().filter(|rule| rule.index == 0) {
        let is_unknown = |name: &&Text| {
            let missing =
                |fault: &Fault| matches!(fault, Fault::UnknownEntryPoint { entry_point } if name.value == *entry_point);
            rule.router.faults.iter().any(missing) && !context.may_be_unread(name)
        };
        let effect = if rule.router.using.is_empty() {
            "disables the route"
        } else {
            "serves the route on its other entry points alone"
        };
        for name in rule.route.entry_points.iter().filter(is_unknown) {
            let message = format!("entry point `{}` is not declared: Traefik {effect}", name.as_str());
            let declared = context.desired.entry_points.iter().map(|entry| entry.key.as_str());
            let found = Diagnostic::new(&CODE, name.span, message);
            diagnostics.push(match suggestions.closest(name, declared) {
                Some(near) => did_you_mean(found, name.span, near),
                None => found.help(rule.notation().with(&DECLARE_ENTRY_POINT, &[name])),
            });
        }
    }
}
