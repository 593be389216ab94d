use crate::check::view::notation::Notation;
use crate::check::view::phrases::A_RULE;
use crate::check::view::route_view::RouteView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A route without rules.
pub static CODE: Code = Code {
    name: "no-rules",
    severity: Severity::Warning,
    summary: "a route has an empty list of rules: Traefik serves nothing for it",
    explanation: include_str!("no_rules.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Route(check)] };

/// `loadIngressRouteTCPConfiguration` in `pkg/provider/kubernetes/crd/kubernetes_tcp.go` makes a router for each rule.
fn check(_: &Context<'_>, view: &RouteView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if view.route.routes.is_empty() && view.object.whole {
        let list = view.written.and_then(|route| route.rules.as_ref()).map(|rules| rules.span);
        diagnostics.push(
            Diagnostic::new(
                &CODE,
                list.unwrap_or(view.object.span),
                "a route without rules: Traefik serves nothing of it",
            )
            .help(Notation::of(view.object).words(&A_RULE)),
        );
    }
}
