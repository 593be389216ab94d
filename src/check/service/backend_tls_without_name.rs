use crate::check::view::notation::Notation;
use crate::check::view::phrases::{SERVER_NAME_ADDED, SERVER_NAME_IN_ONE, SERVERS_TRANSPORT};
use crate::check::view::reference::Reference;
use crate::check::{Check, Context, RuleView, Run};
use crate::desired::Entry;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{ServiceTcp, Spec};
use crate::traefik::change;

/// TLS to a service that cannot succeed.
pub static CODE: Code = Code {
    name: "backend-tls-without-name",
    severity: Severity::Warning,
    summary: "TLS to a service has neither a server name nor `insecure_skip_verify`: every connection is closed",
    explanation: include_str!("backend_tls_without_name.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(of_state), Run::Service(of_service)] };

/// `Build` in `pkg/tcp/dialer.go` and Go's `crypto/tls`; observed on 3.7.15.
fn of_state(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for transport in context.desired.entries.iter().filter(|entry| entry.whole).filter_map(Entry::servers_transport) {
        let Some(tls) = &transport.tls else { continue };
        let insecure = tls.insecure_skip_verify.is_some_and(|skip| skip.value);
        let named = tls.server_name.as_ref().is_some_and(|name| !name.is_empty());
        if !insecure && !named && tls.spiffe.is_none() {
            let message = "without `server_name` or `insecure_skip_verify` every TLS connection to a service fails";
            diagnostics.push(
                Diagnostic::new(&CODE, tls.span, message)
                    .help("add the name in the server's certificate: `server_name = \"...\"`"),
            );
        }
    }
}

/// A service that speaks TLS without TLS settings anywhere. Its servers transport may be somebody else's. Before
/// [`change::SERVICE_TLS`] it speaks none.
fn of_service(context: &Context<'_>, rule: &RuleView<'_>, service: &ServiceTcp, diagnostics: &mut Vec<Diagnostic>) {
    let speaks = context.table.changes().has(&change::SERVICE_TLS);
    let Some(tls) = service.tls.filter(|tls| tls.value && rule.object.whole && speaks) else {
        return;
    };
    let message = "the server of this TLS connection cannot be verified: Traefik closes it";
    let found = Diagnostic::new(&CODE, tls.span, message);
    let Some(name) = &service.servers_transport else {
        let notation = rule.notation_of(service);
        diagnostics.push(found.help(format!(
            "set {}, and name that in {}",
            notation.words(&SERVER_NAME_IN_ONE),
            notation.words(&SERVERS_TRANSPORT),
        )));
        return;
    };
    let Reference::Object(own) = Reference::new(name, None, &rule.object.metadata.namespace) else { return };
    let Some(object) = context.servers_transports.get(&own).filter(|object| object.whole && !object.external) else {
        return;
    };
    if matches!(&object.spec, Spec::ServersTransportTcp(transport) if transport.tls.is_none()) {
        diagnostics.push(
            found
                .related(object.span, "has no TLS settings")
                .help(format!("add {} to the servers transport", Notation::of(object).words(&SERVER_NAME_ADDED))),
        );
    }
}
