use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Object, ProxyProtocol, ServersTransportTcp, ServiceTcp};

/// A PROXY protocol version that the CRD refuses.
pub static CODE: Code = Code {
    name: "invalid-proxy-protocol-version",
    severity: Severity::Error,
    summary: "the PROXY protocol has no such version",
    explanation: include_str!("invalid_proxy_protocol_version.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check =
    Check { code: &CODE, runs: &[Run::Service(of_service), Run::ServersTransport(of_transport)] };

/// Of a servers transport: `minimum: 1`, `maximum: 2` in its CRD.
fn of_transport(_: &Context<'_>, _: &Object, transport: &ServersTransportTcp, diagnostics: &mut Vec<Diagnostic>) {
    judge(transport.proxy_protocol.as_ref(), diagnostics);
}

/// Of a service, likewise.
fn of_service(_: &Context<'_>, _: &RuleView<'_>, service: &ServiceTcp, diagnostics: &mut Vec<Diagnostic>) {
    judge(service.proxy_protocol.as_ref(), diagnostics);
}

fn judge(protocol: Option<&ProxyProtocol>, diagnostics: &mut Vec<Diagnostic>) {
    let version = protocol.and_then(|protocol| protocol.version);
    if let Some(version) = version.filter(|version| !(1..=2).contains(&version.value)) {
        diagnostics.push(
            Diagnostic::new(&CODE, version.span, format!("the PROXY protocol has no version {}", version.value))
                .help("write 1 (text) or 2 (binary); left out it is 2"),
        );
    }
}
