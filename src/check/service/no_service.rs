use crate::check::view::phrases::SERVICE;
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A rule that leads nowhere.
pub static CODE: Code = Code {
    name: "no-service",
    severity: Severity::Warning,
    summary: "a rule has no service: Traefik disables the router",
    explanation: include_str!("no_service.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// `pkg/server/router/tcp/manager.go`; observed on 3.7.15.
fn check(_: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if rule.rule.services.is_empty() && rule.object.whole {
        diagnostics.push(
            Diagnostic::new(&CODE, rule.rule.match_text.span, "this rule has no service: Traefik disables the router")
                .help(format!("add {}", rule.notation().words(&SERVICE))),
        );
    }
}
