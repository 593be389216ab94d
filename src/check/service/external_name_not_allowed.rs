use crate::check::service::left_out::left_out;
use crate::check::view::phrases::ALLOW_EXTERNAL_NAMES;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::Skip;

/// A Service of a type that Traefik does not allow.
pub static CODE: Code = Code {
    name: "external-name-not-allowed",
    severity: Severity::Warning,
    summary: "a rule forwards to a Service of type `ExternalName`, which Traefik does not allow by default",
    explanation: include_str!("external_name_not_allowed.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `loadTCPServers` in `pkg/provider/kubernetes/crd/kubernetes_tcp.go`; observed on 3.7.15.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for found in left_out(context, Skip::ExternalName) {
        let name = &found.skipped.service;
        let message = format!("the Service `{name}` is of type `ExternalName`: {}", found.effect());
        let allow = found.rule.notation().words(&ALLOW_EXTERNAL_NAMES);
        diagnostics.push(Diagnostic::new(&CODE, found.service.name.span, message).help(format!(
            "forward to a Service with endpoints; where Traefik's `allowExternalNameServices` is on, {allow}"
        )));
    }
}
