use crate::check::view::route_view::RouteView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::Fault;

/// The same rule twice in one route.
pub static CODE: Code = Code {
    name: "duplicate-rule",
    severity: Severity::Warning,
    summary: "two rules of one route have the same text: Traefik keeps the last",
    explanation: include_str!("duplicate_rule.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Route(check)] };

/// `makeServiceKey` and `conf.Routers[serviceName] = r` in `pkg/provider/kubernetes/crd/kubernetes_tcp.go`. Points at
/// the rules that are lost.
fn check(context: &Context<'_>, view: &RouteView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let rules = context.rules_of(view);
    for rule in rules {
        let kept = rule.router.faults.iter().find_map(|fault| match fault {
            // Of the same index it is one of another object of the same name.
            Fault::RepeatedRule { object, index } if *object == rule.router.object && *index != rule.index => {
                rules.get(*index)
            }
            _ => None,
        });
        let Some(kept) = kept else { continue };
        diagnostics.push(
            Diagnostic::new(&CODE, rule.whole(), "a later rule of this route has the same text and takes its place")
                .related(kept.whole(), "Traefik keeps this one")
                .help("make it one rule with several services, or let the rules differ"),
        );
    }
}
