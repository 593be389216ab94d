use crate::check::view::phrases::ALLOW_CROSS_NAMESPACE_ON;
use crate::check::view::reference::Reference;
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
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
fn check(_: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let own = rule.object.metadata.namespace.as_str();
    let references = &rule.router.references;
    let mut report = |what: &str, name: &Text, namespace: Option<&Text>, effect: &str| {
        let found = diagnostic(what, name, namespace, own, effect);
        let allow = rule.notation().words(&ALLOW_CROSS_NAMESPACE_ON);
        diagnostics.push(
            found.help(format!("keep both in one namespace; where Traefik's `allowCrossNamespace` is on, {allow}")),
        );
    };
    for (middleware, referent) in rule.rule.middlewares.iter().zip(&references.middlewares) {
        if *referent == Referent::Forbidden {
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
}

fn diagnostic(what: &str, name: &Text, namespace: Option<&Text>, own: &str, effect: &str) -> Diagnostic {
    let reference = Reference::new(name, namespace, own);
    let message = match reference {
        Reference::Object(_) => format!("{what} `{reference}` is not in the route's namespace `{own}`: {effect}"),
        _ => format!("{what} `{reference}` may be in another namespace, and is refused by its form: {effect}"),
    };
    Diagnostic::new(&CODE, name.span, message)
}
