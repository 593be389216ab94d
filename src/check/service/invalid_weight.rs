use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::ServiceTcp;
use crate::traefik::change;

/// A weight that the CRD refuses.
pub static CODE: Code = Code {
    name: "invalid-weight",
    severity: Severity::Error,
    summary: "a weight is negative",
    explanation: include_str!("invalid_weight.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Service(check)] };

/// `minimum: 0` in the IngressRouteTCP CRD, from 3.4.0 on. [`change::NEGATIVE_WEIGHT_DISABLES`]: before, one that gets in
/// stops more than its own connections.
fn check(context: &Context<'_>, _: &RuleView<'_>, service: &ServiceTcp, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(weight) = service.weight.filter(|weight| weight.value < 0) {
        let version = context.version;
        let harm = if context.table.changes().has(&change::NEGATIVE_WEIGHT_DISABLES) {
            String::new()
        } else {
            format!(
                ": where it gets in, connections of Traefik {version} can hang and one of its cores spin for ever, until \
                 it is restarted"
            )
        };
        diagnostics.push(
            Diagnostic::new(&CODE, weight.span, format!("a weight cannot be {}{harm}", weight.value))
                .help("write 0 for no connections at all, or a share of 1 or more"),
        );
    }
}
