use crate::check::service::left_out::left_out;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::ServiceTcp;
use crate::routing::{NoServer, ObjectName, Skip};

/// A Service without servers.
pub static CODE: Code = Code {
    name: "service-without-endpoints",
    severity: Severity::Warning,
    summary: "a rule forwards to a Service without an endpoint that is ready",
    explanation: include_str!("service_without_endpoints.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `loadTCPServers` in `pkg/provider/kubernetes/crd/kubernetes_tcp.go`; observed on 3.7.15. With `allowEmptyServices` the
/// router is enabled, and closes what it takes.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut report = |service: &ServiceTcp, name: &ObjectName, effect: &str| {
        let port = &service.port;
        let message = format!("the Service `{name}` has no endpoint that is ready for port {port}: {effect}");
        let help = "start its pods; see that its selector matches them, and that its port has their name or number";
        diagnostics.push(Diagnostic::new(&CODE, service.name.span, message).help(help));
    };
    for found in left_out(context, Skip::NoServers) {
        report(found.service, &found.skipped.service, found.effect());
    }
    for rule in &context.rules {
        let empty = rule.router.backends().iter().filter(|backend| backend.broken == Some(NoServer::NoServers));
        for share in empty.map(|backend| &backend.share) {
            let is_it = |service: &&ServiceTcp| {
                *service.name.value == share.service.name && service.port.to_string() == share.port.to_string()
            };
            if let Some(service) = rule.rule.services.iter().find(is_it) {
                report(service, &share.service, "Traefik closes the connections that fall to it");
            }
        }
    }
}
