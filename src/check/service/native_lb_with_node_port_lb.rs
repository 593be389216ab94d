use crate::check::view::phrases::{NATIVE_LB, NODE_PORT_LB};
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::ServiceTcp;

/// Two ways to reach a service at once.
pub static CODE: Code = Code {
    name: "native-lb-with-node-port-lb",
    severity: Severity::Warning,
    summary: "a service has both `native_lb` and `node_port_lb`: one of them is ignored",
    explanation: include_str!("native_lb_with_node_port_lb.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Service(check)] };

/// `loadTCPServers` in `pkg/provider/kubernetes/crd/kubernetes_tcp.go`.
fn check(_: &Context<'_>, rule: &RuleView<'_>, service: &ServiceTcp, diagnostics: &mut Vec<Diagnostic>) {
    let Some(native) = service.native_lb.filter(|native| native.value) else { return };
    if let Some(node_port) = service.node_port_lb.filter(|node_port| node_port.value) {
        let names = [&NODE_PORT_LB, &NATIVE_LB].map(|phrase| rule.notation_of(service).words(phrase));
        let [node_port_key, native_key] = names;
        let message = format!("{node_port_key} holds for Services of type NodePort alone, {native_key} for all others");
        diagnostics.push(
            Diagnostic::new(&CODE, node_port.span, message)
                .related(native.span, format!("{native_key} is set here"))
                .help("keep the one that fits the Service's type"),
        );
    }
}
