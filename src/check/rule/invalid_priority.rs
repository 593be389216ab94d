use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::MAX_USER_PRIORITY;

/// A priority that the CRD refuses.
pub static CODE: Code = Code {
    name: "invalid-priority",
    severity: Severity::Error,
    summary: "a priority is above the maximum that Traefik allows",
    explanation: include_str!("invalid_priority.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// Negative priorities are fine. The CRD has the same maximum.
fn check(_: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(priority) = rule.rule.priority.filter(|priority| priority.value > MAX_USER_PRIORITY) {
        diagnostics.push(
            Diagnostic::new(&CODE, priority.span, format!("a priority can be at most {MAX_USER_PRIORITY}"))
                .help("any number that is higher than the other rules' will do"),
        );
    }
}
