use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::kubernetes_name::{is_service_name, is_subdomain};
use crate::resource::{Object, ServiceTcp};

/// A reference that nothing can answer to.
pub static CODE: Code = Code {
    name: "impossible-name",
    severity: Severity::Warning,
    summary: "a Service, Secret or ConfigMap with this name cannot exist",
    explanation: include_str!("impossible_name.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Content(of_object), Run::Service(of_service)] };

/// Services: `loadTCPServers` in `pkg/provider/kubernetes/crd/kubernetes_tcp.go` looks it up by name.
fn of_service(_: &Context<'_>, rule: &RuleView<'_>, service: &ServiceTcp, diagnostics: &mut Vec<Diagnostic>) {
    if rule.object.whole && !is_service_name(&service.name) {
        let message = format!("no Service can be called `{}`", service.name.as_str());
        diagnostics.push(Diagnostic::new(&CODE, service.name.span, message).help(
            "a Service's name has lower-case letters, digits and `-`, begins with a letter, and has at most 63 characters",
        ));
    }
}

/// Secrets and ConfigMaps. One with a `/` is `secret-in-another-namespace`'s.
fn of_object(_: &Context<'_>, object: &Object, diagnostics: &mut Vec<Diagnostic>) {
    object.secrets(&mut |name, used| {
        let what = used.kind();
        if object.whole && !is_subdomain(name) && !name.contains('/') {
            let message = format!("no {what} can be called `{}`", name.as_str());
            diagnostics.push(
                Diagnostic::new(&CODE, name.span, message)
                    .help("its name has lower-case letters, digits, `-` and `.`, at most 253 characters"),
            );
        }
    });
}
