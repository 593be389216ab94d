use super::document::{Table, Value};
use super::servers_transport::proxy_protocol;
use crate::resource::{IntOrString, ServiceTcp};

/// `"[namespace/]name:port"` where that says it all, else a table.
pub(super) fn service(service: &ServiceTcp) -> Value {
    if let Some(text) = short(service) {
        return Value::Text(text);
    }
    let mut table = Table::default();
    table.set_text("name", Some(&service.name));
    table.set_text("namespace", service.namespace.as_ref());
    table.set_int_or_string("port", Some(&service.port));
    table.set_int("weight", service.weight);
    table.set_text("servers_transport", service.servers_transport.as_ref());
    table.set_bool("native_lb", service.native_lb);
    table.set_bool("node_port_lb", service.node_port_lb);
    table.set_with("proxy_protocol", service.proxy_protocol.as_ref(), proxy_protocol);
    table.set_int("termination_delay", service.termination_delay);
    table.set_bool("tls", service.tls);
    Value::Table(table)
}

fn short(service: &ServiceTcp) -> Option<String> {
    let plain = ServiceTcp {
        name: service.name.clone(),
        namespace: service.namespace.clone(),
        port: service.port.clone(),
        weight: None,
        servers_transport: None,
        native_lb: None,
        node_port_lb: None,
        proxy_protocol: None,
        termination_delay: None,
        tls: None,
    };
    let sound = |part: &str| !part.is_empty() && !part.contains(['/', ':']);
    let port = match &service.port {
        IntOrString::Int(number) => number.to_string(),
        IntOrString::String(name) => name.as_str().to_owned(),
    };
    let parts = sound(&service.name) && sound(&port) && service.namespace.as_ref().is_none_or(|text| sound(text));
    if *service != plain || !parts {
        return None;
    }
    let name = service.name.as_str();
    Some(match &service.namespace {
        Some(namespace) => format!("{}/{name}:{port}", namespace.as_str()),
        None => format!("{name}:{port}"),
    })
}
