use serde_json::{Value, json};

use super::configuration::Builder;
use crate::check::state::no_backend_address;
use crate::resource::{IntOrString, ObjectRef, ProxyProtocol, RouteTcp, ServiceTcp};
use crate::routing::names::PROVIDER;
use crate::routing::reference::{Named, Resolver};
use crate::source::Text;
use crate::traefik::change;

/// The services of one rule of the router `key`, as `loadIngressRouteTCPConfiguration` makes them: the servers
/// themselves for one service, weighted children for several. Services that the CRD provider skips are skipped. Returns
/// the name of the router's service.
pub(super) fn add(builder: &mut Builder<'_>, key: &str, parent: &str, route: &RouteTcp) -> String {
    let listed = route.services.len();
    let full = builder.naming().service(key, listed, 1);
    let mut children = Vec::new();
    for (place, service) in route.services.iter().enumerate() {
        let Some(balancer) = balancer(builder, parent, service) else { continue };
        if listed == 1 {
            builder.services.insert(full.clone(), balancer);
            return full;
        }
        let name = ObjectRef { namespace: namespace(parent, service), name: &service.name };
        let child = builder.naming().child(key, place, name, &service.port);
        let weight = service.weight.map_or(1, |weight| weight.value);
        children.push(json!({ "name": child, "weight": weight }));
        builder.services.insert(child, balancer);
    }
    if children.is_empty() {
        return builder.naming().service(key, listed, 0);
    }
    // A rule that is repeated in its object adds to the first one's services.
    let earlier = builder.services.get_mut(&full).and_then(|service| service.pointer_mut("/weighted/services"));
    match earlier.and_then(Value::as_array_mut) {
        Some(earlier) => earlier.append(&mut children),
        None => {
            builder.services.insert(full.clone(), json!({ "weighted": { "services": children } }));
        }
    }
    full
}

fn namespace<'a>(parent: &'a str, service: &'a ServiceTcp) -> &'a str {
    let named = service.namespace.as_ref().map(Text::as_str);
    named.filter(|namespace| !namespace.is_empty()).unwrap_or(parent)
}

fn balancer(builder: &mut Builder<'_>, parent: &str, service: &ServiceTcp) -> Option<Value> {
    let namespace = namespace(parent, service);
    let no_port = match &service.port {
        IntOrString::Int(port) => port.value == 0,
        IntOrString::String(port) => port.is_empty(),
    };
    let allow = builder.environment.allow_cross_namespace;
    if no_port || (!allow && namespace != parent) {
        return None;
    }
    let transport = servers_transport(Resolver::new(builder.environment), parent, service)?;
    let name = ObjectRef { namespace, name: &service.name };
    let port = service.port.to_string();
    let Some(addresses) = builder.addresses.of(name, &port) else {
        builder.diagnostics.push(no_backend_address::diagnostic(name, &port, service.name.span));
        return None;
    };
    if addresses.is_empty() {
        return None;
    }
    // The CRD provider of an older version does not hand it on.
    let hands_on_tls = builder.environment.changes().has(&change::SERVICE_TLS);
    let tls = hands_on_tls && service.tls.is_some_and(|tls| tls.value);
    let servers: Vec<Value> = addresses.iter().map(|address| server(address, tls)).collect();
    let mut section = json!({ "servers": servers });
    if let Some(protocol) = &service.proxy_protocol {
        section["proxyProtocol"] = json!({ "version": version(protocol) });
    }
    match (transport, service.termination_delay) {
        (Some(transport), _) => section["serversTransport"] = transport.into(),
        (None, Some(delay)) => section["terminationDelay"] = delay.value.into(),
        (None, None) => {}
    }
    Some(json!({ "loadBalancer": section }))
}

fn server(address: &Text, tls: bool) -> Value {
    if tls { json!({ "address": address.as_str(), "tls": true }) } else { json!({ "address": address.as_str() }) }
}

/// The version of the header; 2 unless said.
fn version(protocol: &ProxyProtocol) -> i64 {
    protocol.version.map(|version| version.value).filter(|&version| version != 0).unwrap_or(2)
}

/// The transport's name in the file; the outer none when the reference is forbidden and the service skipped.
#[expect(clippy::option_option, reason = "no transport and a forbidden one differ")]
fn servers_transport(resolver: Resolver<'_>, parent: &str, service: &ServiceTcp) -> Option<Option<String>> {
    let Some(written) = service.servers_transport.as_ref().filter(|name| !name.is_empty()) else { return Some(None) };
    let found = resolver.resolve(Named::ServersTransport, parent, "", written).ok();
    found.map(|reference| Some(in_file(&reference.qualified)))
}

/// A full name in Traefik as the file says it: what is Kubernetes' there is the file's own here.
pub(super) fn in_file(qualified: &str) -> String {
    match qualified.split_once('@') {
        Some((name, PROVIDER)) => name.to_owned(),
        _ => qualified.to_owned(),
    }
}
