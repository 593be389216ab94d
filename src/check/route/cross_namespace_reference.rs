use crate::check::view::phrases::ALLOW_CROSS_NAMESPACE_ON;
use crate::check::view::reference::Reference;
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::resource::ObjectRef;
use crate::routing::names::normalized;
use crate::routing::{Referent, Skip};
use crate::source::Text;

/// A reference that leaves its namespace.
pub static CODE: Code = Code {
    name: "cross-namespace-reference",
    severity: Severity::Warning,
    summary: "a reference to another namespace, which Traefik does not allow by default",
    explanation: include_str!("cross_namespace_reference.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

const DROPPED: &str = "Traefik drops the router, and its connections go to the next one that matches";
const LEFT_OUT: &str = "Traefik leaves the service out";

/// `loadIngressRouteTCPConfiguration`, `createLoadBalancerServerTCP` and `makeTCPServersTransportKey` in
/// `pkg/provider/kubernetes/crd/kubernetes_tcp.go`. A route's TLSStore is never looked up.
fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let own = rule.object.metadata.namespace.as_str();
    let references = &rule.router.references;
    let mut named = Vec::new();
    let mut report = |what: &str, name: &Text, namespace: Option<&Text>, effect: &str| {
        let found = diagnostic(what, name, namespace, own, effect);
        let allow = rule.notation().words(&ALLOW_CROSS_NAMESPACE_ON);
        diagnostics.push(
            found.help(format!("keep both in one namespace; where Traefik's `allowCrossNamespace` is on, {allow}")),
        );
    };
    for (middleware, referent) in rule.rule.middlewares.iter().zip(&references.middlewares) {
        if *referent != Referent::Forbidden {
            continue;
        }
        if let Some(plain) = by_plain_name(context, &middleware.name, own) {
            named.push(plain);
        } else {
            report("the middleware", &middleware.name, middleware.namespace.as_ref(), DROPPED);
        }
    }
    for (service, skip) in rule.rule.services.iter().zip(rule.router.service_skips()) {
        if skip == Some(Skip::OtherNamespace) {
            report("the service", &service.name, service.namespace.as_ref(), LEFT_OUT);
        }
    }
    for (service, referent) in rule.rule.services.iter().zip(&references.servers_transports) {
        if let (Some(Referent::Forbidden), Some(transport)) = (referent, &service.servers_transport) {
            report("the servers transport", transport, None, LEFT_OUT);
        }
    }
    let options = rule.route.tls.as_ref().and_then(|tls| tls.options.as_ref());
    if let Some(options) = options.filter(|_| rule.index == 0 && references.tls_options == Some(Referent::Forbidden)) {
        report("the TLSOption", &options.name, options.namespace.as_ref(), DROPPED);
    }
    diagnostics.append(&mut named);
}

/// A middleware of the route's own namespace, by the name that Traefik makes of it, or by its own with `@kubernetescrd`.
fn by_plain_name(context: &Context<'_>, written: &Text, own: &str) -> Option<Diagnostic> {
    let generated = written.strip_suffix("@kubernetescrd")?;
    let is_it = |known: &&ObjectRef<'_>| {
        known.namespace == own && (known.name == generated || normalized(own, known.name) == generated)
    };
    let name = context.middlewares.keys().filter(is_it).map(|known| known.name).min()?;
    let message = format!("the middleware `{}` is refused by the form of its name: {DROPPED}", written.as_str());
    Some(
        Diagnostic::new(&CODE, written.span, message)
            .help(format!("it is in the route's own namespace: write `{name}`"))
            .fix(Fix::offered(format!("write `{name}`"), written.span, format!("\"{name}\""))),
    )
}

fn diagnostic(what: &str, name: &Text, namespace: Option<&Text>, own: &str, effect: &str) -> Diagnostic {
    let reference = Reference::new(name, namespace, own);
    let message = match reference {
        Reference::Object(_) => format!("{what} `{reference}` is not in the route's namespace `{own}`: {effect}"),
        _ => format!("{what} `{reference}` may be in another namespace, and is refused by its form: {effect}"),
    };
    Diagnostic::new(&CODE, name.span, message)
}
