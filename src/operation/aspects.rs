//! What an object specifies, as lists of values under the names of arguments and keys.

use crate::import::hosts_of;
use crate::resource::{
    IngressRouteTcp, IpAllowList, Kind, MiddlewareTcp, Object, ObjectReference, RouteTcp, ServiceTcp, Spec, TlsTcp,
};
use crate::source::Text;

/// One thing that an object specifies.
#[derive(Clone, Debug)]
pub(super) struct Aspect {
    /// The argument or key.
    pub key: &'static str,
    /// Its values; empty when it is not set.
    pub values: Vec<String>,
    /// When one of its values counts as lost.
    pub goes: Goes,
}

/// When a value counts as lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goes {
    /// Whenever it goes.
    Each,
    /// When it goes and there were several.
    OfSeveral,
    /// When it goes and no other value replaces it.
    Fewer,
    /// When no value is left.
    Whole,
}

/// Everything that an object specifies.
pub(super) fn aspects(object: &Object) -> Vec<Aspect> {
    match &object.spec {
        Spec::IngressRouteTcp(route) => of_route(object, route),
        Spec::MiddlewareTcp(middleware) => of_middleware(middleware),
        _ => Vec::new(),
    }
}

fn aspect(key: &'static str, goes: Goes, values: Vec<String>) -> Aspect {
    Aspect { key, values, goes }
}

/// A key with at most one value.
fn single(key: &'static str, value: Option<impl Into<String>>) -> Aspect {
    aspect(key, Goes::Whole, value.into_iter().map(Into::into).collect())
}

fn texts<'t>(texts: impl IntoIterator<Item = &'t Text>) -> Vec<String> {
    texts.into_iter().map(|text| text.as_str().to_owned()).collect()
}

fn of_route(object: &Object, route: &IngressRouteTcp) -> Vec<Aspect> {
    let (rules, namespace) = (&route.routes, object.metadata.namespace.as_str());
    let mut found = vec![aspect("entry_points", Goes::Each, texts(&route.entry_points))];
    found.extend(of_rules(rules, middlewares(object)));
    let services: Vec<&ServiceTcp> = rules.iter().flat_map(|rule| &rule.services).collect();
    found.push(aspect("services", Goes::OfSeveral, services.iter().map(|one| service(one, namespace)).collect()));
    found.extend(of_services(&services));
    found.extend(of_tls(route.tls.as_deref()));
    found.push(single("ingress_class_name", route.ingress_class_name.as_ref().map(Text::as_str)));
    found
}

/// `namespace/name`, and a name of a provider as it is written.
fn middlewares(object: &Object) -> Vec<String> {
    let references = object.references().into_iter();
    let middlewares = references.filter(|(kind, _)| *kind == Kind::MiddlewareTcp).map(|(_, one)| one);
    middlewares.map(|one| if one.name.contains('@') { one.name.to_owned() } else { one.to_string() }).collect()
}

fn of_rules(rules: &[RouteTcp], middlewares: Vec<String>) -> Vec<Aspect> {
    let text = |rule: &RouteTcp| rule.match_text.text.to_string();
    let (plain, written): (Vec<&RouteTcp>, Vec<&RouteTcp>) =
        rules.iter().partition(|rule| hosts_of(&rule.match_text.text).is_some());
    let hosts = plain.iter().filter_map(|rule| hosts_of(&rule.match_text.text)).flatten();
    let hosts = hosts.filter(|host| *host != "*").map(str::to_owned).collect();
    let priorities = rules.iter().filter_map(|rule| rule.priority).map(|priority| priority.value.to_string());
    let syntaxes = texts(rules.iter().filter_map(|rule| rule.syntax.as_ref()));
    vec![
        aspect("sni_match", Goes::Fewer, hosts),
        aspect("match", Goes::Each, written.into_iter().map(text).collect()),
        aspect("rules", Goes::OfSeveral, rules.iter().map(text).collect()),
        aspect("middlewares", Goes::Each, middlewares),
        aspect("priority", Goes::Whole, priorities.collect()),
        aspect("syntax", Goes::Whole, syntaxes),
    ]
}

fn service(service: &ServiceTcp, namespace: &str) -> String {
    let of = service.namespace.as_ref().map(Text::as_str).filter(|of| !of.is_empty()).unwrap_or(namespace);
    format!("{of}/{}", service.name.as_str())
}

/// What the services have besides a name and a port.
fn of_services(services: &[&ServiceTcp]) -> Vec<Aspect> {
    let all = |key, value: fn(&ServiceTcp) -> Option<String>| {
        aspect(key, Goes::Whole, services.iter().filter_map(|service| value(service)).collect())
    };
    vec![
        all("weight", |service| Some(service.weight?.value.to_string())),
        all("servers_transport", |service| Some(service.servers_transport.as_ref()?.to_string())),
        all("native_lb", |service| Some(service.native_lb?.value.to_string())),
        all("node_port_lb", |service| Some(service.node_port_lb?.value.to_string())),
        all("proxy_protocol", |service| service.proxy_protocol.as_ref().map(|_| "PROXY protocol".to_owned())),
        all("termination_delay", |service| Some(service.termination_delay?.value.to_string())),
        all("service.tls", |service| Some(service.tls?.value.to_string())),
    ]
}

fn of_tls(tls: Option<&TlsTcp>) -> Vec<Aspect> {
    let Some(tls) = tls else { return Vec::new() };
    let passthrough = tls.passthrough.filter(|flag| flag.value).map(|_| "passthrough");
    let name = |reference: &ObjectReference| reference.name.to_string();
    let domains = tls.domains.iter().filter_map(|domain| domain.main.as_ref());
    vec![
        aspect("tls", Goes::Whole, vec![passthrough.unwrap_or("ended by Traefik").to_owned()]),
        single("tls_passthrough", passthrough),
        single("tls_secret_name", tls.secret_name.as_ref().map(Text::as_str)),
        single("tls.options", tls.options.as_ref().map(name)),
        single("tls.store", tls.store.as_ref().map(name)),
        single("tls.cert_resolver", tls.cert_resolver.as_ref().map(Text::as_str)),
        aspect("tls.domains", Goes::Fewer, texts(domains)),
    ]
}

fn of_middleware(middleware: &MiddlewareTcp) -> Vec<Aspect> {
    let MiddlewareTcp { in_flight_conn, ip_allow_list, ip_white_list } = middleware;
    let lists: Vec<&IpAllowList> = ip_allow_list.iter().chain(ip_white_list).collect();
    let ranges = texts(lists.into_iter().flat_map(|list| &list.source_range.value));
    // A limit without a number allows no connections.
    let amount = in_flight_conn.as_ref().map(|limit| limit.amount.map_or(0, |amount| amount.value).to_string());
    vec![aspect("source_ranges", Goes::Whole, ranges), single("amount", amount)]
}
