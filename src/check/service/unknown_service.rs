use crate::check::edit::suggestions::Suggestions;
use crate::check::service::left_out::left_out;
use crate::check::view::phrases::DECLARE_SERVICE;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::Skip;

/// A Service that does not exist.
pub static CODE: Code = Code {
    name: "unknown-service",
    severity: Severity::Warning,
    summary: "a rule forwards to a Service that does not exist",
    explanation: include_str!("unknown_service.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `loadTCPServers` in `pkg/provider/kubernetes/crd/kubernetes_tcp.go`; observed on 3.7.15.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut suggestions = Suggestions::new();
    for found in left_out(context, Skip::NotFound) {
        let service = &found.skipped.service;
        let message = format!("there is no Service `{service}`: {}", found.effect());
        let place = found.service.name.span;
        let diagnostic = Diagnostic::new(&CODE, place, message);
        let others = context.table.surroundings().services.names_in(&service.namespace);
        diagnostics.push(match suggestions.closest(&service.name, others) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(found.rule.notation().words(&DECLARE_SERVICE)),
        });
    }
}
