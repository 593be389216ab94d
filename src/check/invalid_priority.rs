use super::{Context, RuleView};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A priority that the CRD refuses.
pub static CODE: Code = Code {
    name: "invalid-priority",
    severity: Severity::Error,
    summary: "a priority is above what Traefik leaves to users",
    explanation: include_str!("invalid_priority.md"),
};

/// `maxUserPriority` in `pkg/server/router/tcp/manager.go`, and the CRD's maximum.
const HIGHEST: i64 = i64::MAX - 1000;

/// Negative priorities are fine.
pub(super) fn check(_: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(priority) = rule.rule.priority.filter(|priority| priority.value > HIGHEST) {
        diagnostics.push(
            Diagnostic::new(&CODE, priority.span, format!("a priority can be at most {HIGHEST}"))
                .help("any number that is higher than the other rules' will do"),
        );
    }
}
