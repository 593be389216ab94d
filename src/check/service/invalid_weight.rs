use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::ServiceTcp;

/// A weight that the CRD refuses.
pub static CODE: Code = Code {
    name: "invalid-weight",
    severity: Severity::Error,
    summary: "a weight is negative",
    explanation: include_str!("invalid_weight.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Service(check)] };

/// `minimum: 0` in the IngressRouteTCP CRD.
fn check(_: &Context<'_>, _: &RuleView<'_>, service: &ServiceTcp, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(weight) = service.weight.filter(|weight| weight.value < 0) {
        diagnostics.push(
            Diagnostic::new(&CODE, weight.span, format!("a weight cannot be {}", weight.value))
                .help("write 0 for no connections at all, or a share of 1 or more"),
        );
    }
}
