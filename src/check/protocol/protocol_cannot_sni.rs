use crate::check::{Check, Context, RuleView, Run};
use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Severity};

/// `tls` for a protocol whose clients do not begin with TLS.
pub static CODE: Code = Code {
    name: "protocol-cannot-sni",
    severity: Severity::Warning,
    summary: "a route has `tls`, and clients of its protocol do not begin with TLS: it never matches",
    explanation: include_str!("protocol_cannot_sni.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if rule.index > 0 || !rule.has_tls() {
        return;
    }
    let Some(protocol) = rule.protocol else { return };
    let Some(how) = protocol.hides_client_hello([None, None]).or_else(|| on_its_ports(context, rule)) else {
        return;
    };
    let message = format!("clients of {} do not begin with TLS, so this route never matches: {how}", protocol.title);
    diagnostics.push(
        Diagnostic::new(&CODE, rule.tls_span(), message).help(
            "take `tls` and server names out, give the route an entry point of its own, and let the server do TLS",
        ),
    );
}

/// The reason on entry points that all have the protocol's port for TLS in band.
fn on_its_ports(context: &Context<'_>, rule: &RuleView<'_>) -> Option<&'static str> {
    let protocol = rule.protocol?;
    let names = &rule.route.entry_points;
    let reasons: Option<HashSet<&'static str>> = names
        .iter()
        .map(|name| {
            let declared = &context.entry_points.get(name.as_str())?.body;
            let ports = [&declared.port, &declared.exposed_port].map(|port| port.as_ref().map(|port| port.value));
            protocol.hides_client_hello(ports)
        })
        .collect();
    reasons?.into_iter().next()
}
