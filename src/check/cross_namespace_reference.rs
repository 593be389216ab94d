use super::reference::Reference;
use super::{Context, RuleView};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Text;

/// A reference that leaves its namespace.
pub static CODE: Code = Code {
    name: "cross-namespace-reference",
    severity: Severity::Warning,
    summary: "a reference leads to another namespace, which Traefik does not allow unless told to",
    explanation: include_str!("cross_namespace_reference.md"),
};

const DROPPED: &str = "Traefik drops the router, and its connections go to the next one that matches";
const LEFT_OUT: &str = "Traefik leaves the service out";

/// `loadIngressRouteTCPConfiguration`, `createLoadBalancerServerTCP` and `makeTCPServersTransportKey` in
/// `pkg/provider/kubernetes/crd/kubernetes_tcp.go`. A route's TLSStore is never looked up.
pub(super) fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if context.allows_cross_namespace() {
        return;
    }
    let own = rule.object.metadata.namespace.as_str();
    for middleware in &rule.rule.middlewares {
        judge("the middleware", &middleware.name, middleware.namespace.as_ref(), own, DROPPED, diagnostics);
    }
    for service in &rule.rule.services {
        if let Some(namespace) = service.namespace.as_ref().filter(|namespace| !namespace.is_empty()) {
            judge("the service", &service.name, Some(namespace), own, LEFT_OUT, diagnostics);
        }
        if let Some(transport) = &service.servers_transport {
            judge("the servers transport", transport, None, own, LEFT_OUT, diagnostics);
        }
    }
    let options = rule.route.tls.as_ref().and_then(|tls| tls.options.as_ref());
    if let Some(options) = options.filter(|_| rule.index == 0) {
        judge("the TLSOption", &options.name, options.namespace.as_ref(), own, DROPPED, diagnostics);
    }
}

fn judge(
    what: &str,
    name: &Text,
    namespace: Option<&Text>,
    own: &str,
    effect: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let reference = Reference::new(name, namespace, own);
    if reference.crosses(own) {
        let message = match reference {
            Reference::Object(_) => format!("{what} `{reference}` is not in the route's namespace `{own}`: {effect}"),
            _ => format!("{what} `{reference}` may be in another namespace, and is refused by its form: {effect}"),
        };
        diagnostics.push(Diagnostic::new(&CODE, name.span, message).help(
            "keep both in one namespace; where Traefik's `allowCrossNamespace` is on, say `allow_cross_namespace = true` \
             under `[traefik]`",
        ));
    }
}
