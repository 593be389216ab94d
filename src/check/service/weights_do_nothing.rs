use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A weight with nothing to weigh against.
pub static CODE: Code = Code {
    name: "weights-do-nothing",
    severity: Severity::Advice,
    summary: "a rule has one service and a weight for it",
    explanation: include_str!("weights_do_nothing.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// `loadIngressRouteTCPConfiguration` in `pkg/provider/kubernetes/crd/kubernetes_tcp.go`: a single service becomes the
/// router's own.
fn check(_: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let [service] = rule.rule.services.as_slice() else { return };
    let Some(weight) = service.weight.filter(|weight| weight.value >= 0) else { return };
    let message = if weight.value == 0 {
        "a single service gets every connection, with the weight 0 too"
    } else {
        "a weight does nothing with a single service"
    };
    diagnostics.push(
        Diagnostic::new(&CODE, weight.span, message).help(
            "take the weight out, or name the other services of the rule; to send nobody there, take the route out",
        ),
    );
}
