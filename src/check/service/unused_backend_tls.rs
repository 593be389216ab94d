use crate::check::view::notation::Notation;
use crate::check::view::phrases::{SERVICE_TLS_ON, TLS};
use crate::check::view::reference::Reference;
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{ServiceTcp, Spec};

/// TLS settings without TLS.
pub static CODE: Code = Code {
    name: "unused-backend-tls",
    severity: Severity::Advice,
    summary: "a service's servers transport has TLS settings, but the service does not use TLS",
    explanation: include_str!("unused_backend_tls.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Service(check)] };

/// `Build` in `pkg/tcp/dialer.go` returns the plain dialer unless the server has `tls`.
fn check(context: &Context<'_>, rule: &RuleView<'_>, service: &ServiceTcp, diagnostics: &mut Vec<Diagnostic>) {
    let Some(name) = service.servers_transport.as_ref().filter(|_| rule.object.whole) else { return };
    let speaks_tls = service.tls.is_some_and(|tls| tls.value);
    let Reference::Object(own) = Reference::new(name, None, &rule.object.metadata.namespace) else { return };
    let Some(object) =
        context.servers_transports.get(&own).filter(|object| object.whole && !speaks_tls && !object.external)
    else {
        return;
    };
    if matches!(&object.spec, Spec::ServersTransportTcp(transport) if transport.tls.is_some()) {
        let message = format!("`{}` has TLS settings, and this service does not speak TLS", name.as_str());
        let notation = rule.notation_of(service);
        let without = format!("name a servers transport without {}", Notation::of(object).words(&TLS));
        let help = if rule.speaks("postgres") {
            rule.if_spoken(format!("{without}: Traefik cannot speak TLS to a PostgreSQL server"))
        } else {
            format!("add {}, or {without}", notation.words(&SERVICE_TLS_ON))
        };
        let found = Diagnostic::new(&CODE, name.span, message);
        diagnostics.push(found.related(object.span, "declared here").help(help));
    }
}
