use crate::check::view::route_view::RouteView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::{Crash, Fault};

/// The same rule twice in one route, in a way that Traefik's provider does not survive.
pub static CODE: Code = Code {
    name: "crashing-rule",
    severity: Severity::Error,
    summary: "a rule is repeated, first with one service and then with several: every route of the cluster is down",
    explanation: include_str!("crashing_rule.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Route(check)] };

/// `conf.Services[serviceName].Weighted.Services` in `pkg/provider/kubernetes/crd/kubernetes_tcp.go`. Points at the rule
/// with several services.
fn check(context: &Context<'_>, view: &RouteView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let rules = context.rules_of(view);
    let own = |fault: &Fault| {
        matches!(fault, Fault::ProviderCrash { object, crash: Crash::RepeatedRule }
            if rules.iter().any(|rule| rule.router.object == *object))
    };
    let crashes = rules.iter().flat_map(|rule| &rule.router.faults).any(own);
    if !crashes {
        return;
    }
    let pairs = rules.iter().enumerate().filter(|(_, rule)| rule.rule.services.len() > 1);
    for (place, rule) in pairs {
        let earlier = rules.iter().take(place).rev();
        let same = earlier.into_iter().find(|it| it.router.rule == rule.router.rule && it.rule.services.len() == 1);
        let Some(single) = same else { continue };
        diagnostics.push(
            Diagnostic::new(
                &CODE,
                rule.whole(),
                "an earlier rule of this route has the same text and one service: Traefik's Kubernetes provider crashes on \
                 this, and every route of the cluster is down",
            )
            .related(single.whole(), "the rule with one service")
            .help("make it one rule with all services, or let the rules differ"),
        );
    }
}
