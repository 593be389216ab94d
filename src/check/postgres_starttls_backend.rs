use super::{Context, RuleView};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{ObjectRef, ServiceTcp, Spec};
use crate::source::Span;

/// TLS from Traefik to a PostgreSQL server.
pub static CODE: Code = Code {
    name: "postgres-starttls-backend",
    severity: Severity::Warning,
    summary: "Traefik cannot speak TLS to a PostgreSQL server: it does not send SSLRequest",
    explanation: include_str!("postgres_starttls_backend.md"),
};

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for rule in context.rules.iter().filter(|rule| rule.speaks("postgres")) {
        for service in &rule.rule.services {
            let (place, message) = if let Some(tls) = service.tls.filter(|tls| tls.value) {
                (
                    tls.span,
                    "a PostgreSQL server expects its SSLRequest first, and Traefik begins with TLS: every connection fails",
                )
            } else if let Some(place) = transport_tls(context, rule, service) {
                (
                    place,
                    "the transport's TLS settings do nothing here, and Traefik cannot speak TLS to a PostgreSQL server",
                )
            } else {
                continue;
            };
            diagnostics.push(Diagnostic::new(&CODE, place, message).help(
                "for TLS all the way to the server, hand it on: `tls = \"passthrough\"`; otherwise take the setting out",
            ));
        }
    }
}

/// Where the service names a transport that has TLS settings. They hold for servers with `tls = true` alone
/// (`pkg/tcp/dialer.go`, `Build`).
fn transport_tls(context: &Context<'_>, rule: &RuleView<'_>, service: &ServiceTcp) -> Option<Span> {
    let named = service.servers_transport.as_ref()?;
    let reference = ObjectRef { namespace: &rule.object.metadata.namespace, name: named };
    let Spec::ServersTransportTcp(transport) = &context.servers_transports.get(&reference)?.spec else { return None };
    transport.tls.as_ref().map(|_| named.span)
}
