use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A rule whose services all get nothing.
pub static CODE: Code = Code {
    name: "all-weights-zero",
    severity: Severity::Warning,
    summary: "all services of a rule have weight 0: every connection is closed",
    explanation: include_str!("all_weights_zero.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// `pkg/tcp/wrr_load_balancer.go`; observed on 3.7.15. A weight that is left out is 1.
fn check(_: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let services = rule.rule.services.as_slice();
    let [first, _, ..] = services else { return };
    if services.iter().all(|service| service.weight.is_some_and(|weight| weight.value == 0)) {
        let place = first.weight.map_or(first.name.span, |weight| weight.span);
        diagnostics.push(
            Diagnostic::new(&CODE, place, "all services have the weight 0: Traefik closes every connection")
                .help("give the services that are meant to work a weight of 1 or more"),
        );
    }
}
