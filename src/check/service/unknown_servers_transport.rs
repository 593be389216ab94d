use crate::check::edit::suggestions::{Suggestions, did_you_mean};
use crate::check::view::notation::Notation;
use crate::check::view::phrases::{ALLOW_CROSS_NAMESPACE, DECLARE_SERVERS_TRANSPORT};
use crate::check::view::reference::{Near, Reference, Referents, near};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::resource::{Kind, ObjectRef};
use crate::routing::Referent;
use crate::routing::names::normalized;
use crate::source::Text;

/// A servers transport that does not exist.
pub static CODE: Code = Code {
    name: "unknown-servers-transport",
    severity: Severity::Warning,
    summary: "a service refers to a servers transport that is not declared",
    explanation: include_str!("unknown_servers_transport.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `makeTCPServersTransportKey` in `pkg/provider/kubernetes/crd/kubernetes_tcp.go`, `Build` in `pkg/tcp/dialer.go`.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let known = Referents::new(context, Kind::ServersTransportTcp, &context.servers_transports);
    let mut suggestions = Suggestions::new();
    for rule in &context.rules {
        let own = rule.object.metadata.namespace.as_str();
        for (service, referent) in rule.rule.services.iter().zip(&rule.router.references.servers_transports) {
            let Some(name) = service.servers_transport.as_ref().filter(|_| *referent == Some(Referent::Missing)) else {
                continue;
            };
            if !context.may_be_unread(name) {
                let reference = Reference::new(name, None, own);
                let notation = rule.notation_of(service);
                diagnostics.push(diagnostic(name, own, reference, notation, &known, &mut suggestions));
            }
        }
    }
}

fn diagnostic(
    name: &Text,
    own: &str,
    reference: Reference<'_>,
    notation: Notation,
    known: &Referents<'_>,
    suggestions: &mut Suggestions,
) -> Diagnostic {
    let message = format!("servers transport `{reference}` is not declared: Traefik disables the router");
    let found = Diagnostic::new(&CODE, name.span, message);
    let Reference::Object(wanted) = reference else {
        return found.help(notation.words(&DECLARE_SERVERS_TRANSPORT));
    };
    // People write `namespace/name` here as they do for middlewares; Traefik has another spelling.
    let wanted = match name.split_once('/') {
        Some((namespace, name)) => ObjectRef { namespace, name },
        None => wanted,
    };
    match near(wanted, known.all(), suggestions) {
        Some(Near::Elsewhere(object)) if object.metadata.namespace.as_str() == own => {
            let alone = object.metadata.name.as_str();
            found.help(format!("write `{alone}`")).fix(Fix::offered(
                format!("write `{alone}`"),
                name.span,
                format!("\"{alone}\""),
            ))
        }
        Some(Near::Elsewhere(object)) => {
            let other = object.object_ref();
            let generated = normalized(other.namespace, other.name);
            found.related(object.span, format!("`{other}` has that name")).help(format!(
                "only the route's own namespace is looked at; another needs `{generated}@kubernetescrd` and {}",
                notation.words(&ALLOW_CROSS_NAMESPACE)
            ))
        }
        Some(Near::Similar(near)) => did_you_mean(found, name.span, near),
        None => found.help(notation.words(&DECLARE_SERVERS_TRANSPORT)),
    }
}
