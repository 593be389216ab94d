use super::values::int_or_string;
use crate::desired::{self, IntOrText};
use crate::resource::{IntOrString, ProxyProtocol, ServiceTcp};
use crate::source::Spanned;

/// One service; one without a name or a port was reported when it was read.
pub(super) fn service(written: &desired::Service) -> ServiceTcp {
    ServiceTcp {
        name: written.name.clone().unwrap_or(Spanned::new("".into(), written.span)),
        namespace: written.namespace.clone(),
        port: written.port.as_ref().map_or(IntOrString::Int(Spanned::new(0, written.span)), port),
        weight: written.weight,
        servers_transport: written.servers_transport.clone(),
        native_lb: written.native_lb,
        node_port_lb: written.node_port_lb,
        proxy_protocol: written.proxy_protocol.as_ref().map(proxy_protocol),
        termination_delay: written.termination_delay,
        tls: written.tls,
    }
}

/// A port that is all digits is a number, however it was quoted: Kubernetes port names have a letter.
fn port(written: &IntOrText) -> IntOrString {
    match written {
        IntOrText::Text(text) => match text.parse() {
            Ok(number) => IntOrString::Int(Spanned::new(number, text.span)),
            Err(_) => IntOrString::String(text.clone()),
        },
        IntOrText::Int(_) => int_or_string(written),
    }
}

/// The PROXY protocol header.
pub(super) fn proxy_protocol(written: &desired::ProxyProtocol) -> ProxyProtocol {
    ProxyProtocol { version: written.version }
}
