use std::collections::HashMap;

use super::Context;
use super::route_view::RouteView;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// The same rule twice in one route.
pub static CODE: Code = Code {
    name: "duplicate-rule",
    severity: Severity::Warning,
    summary: "two rules of one route have the same text: Traefik keeps the last",
    explanation: include_str!("duplicate_rule.md"),
};

/// `makeServiceKey` and `conf.Routers[serviceName] = r` in `pkg/provider/kubernetes/crd/kubernetes_tcp.go`. Points at
/// the rules that are lost.
pub(super) fn check(_: &Context<'_>, view: &RouteView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if view.route.routes.len() < 2 {
        return;
    }
    let mut last = HashMap::with_capacity(view.route.routes.len());
    for rule in &view.route.routes {
        last.insert(rule.match_text.text.as_str(), rule);
    }
    for rule in &view.route.routes {
        let Some(kept) = last.get(rule.match_text.text.as_str()).filter(|kept| !std::ptr::eq(**kept, rule)) else {
            continue;
        };
        diagnostics.push(
            Diagnostic::new(
                &CODE,
                rule.match_text.span,
                "a later rule of this route has the same text and takes its place",
            )
            .related(kept.match_text.span, "Traefik keeps this one")
            .help("make it one rule with several services, or let the rules differ"),
        );
    }
}
