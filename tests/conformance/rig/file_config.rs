//! A state as the file provider's configuration, under the names that the Kubernetes provider gives.
//!
//! What that provider leaves out is left out here as tcpgen says; tests on a Kubernetes API server judge that part.

use serde_json::{Map, Value, json};
use tcpgen::resource::{Kind, Object, RouteTcp, ServiceTcp, Spec, TlsTcp};
use tcpgen::routing::{ObjectName, Router, Status};

use super::backends::Backends;
use super::state::State;

/// The whole configuration, as JSON.
pub fn file_config(state: &State, backends: &Backends) -> Value {
    let mut config = Config { state, backends, routers: Map::new(), services: Map::new() };
    for router in state.table.routers().iter().filter(|router| router.status != Status::Absent) {
        config.add(router);
    }
    let Config { routers, services, .. } = config;
    let objects = |kind, wrap: fn(&Object) -> Value, name: fn(&Object) -> String| {
        let objects = state.resources.emitted().filter(|object| object.kind() == kind);
        objects.map(|object| (name(object), wrap(object))).collect::<Map<_, _>>()
    };
    let sections = [
        ("routers", routers),
        ("services", services),
        ("middlewares", objects(Kind::MiddlewareTcp, middleware, normal_name)),
        ("serversTransports", objects(Kind::ServersTransportTcp, spec, normal_name)),
    ];
    // Traefik refuses sections that are empty.
    let tcp: Map<_, _> = sections.into_iter().filter(|(_, section)| !section.is_empty()).map(own).collect();
    let options = objects(Kind::TlsOption, spec, options_name);
    let mut whole = Map::new();
    if !tcp.is_empty() {
        whole.insert("tcp".to_owned(), Value::Object(tcp));
    }
    if !options.is_empty() {
        whole.insert("tls".to_owned(), json!({ "options": options }));
    }
    Value::Object(whole)
}

fn own((name, section): (&str, Map<String, Value>)) -> (String, Value) {
    (name.to_owned(), Value::Object(section))
}

struct Config<'s> {
    state: &'s State,
    backends: &'s Backends,
    routers: Map<String, Value>,
    services: Map<String, Value>,
}

impl Config<'_> {
    fn add(&mut self, router: &Router) {
        let found =
            self.state.resources.routes().find(|(object, _)| ObjectName::from(object.object_ref()) == router.object);
        let (object, ingress) = found.expect("a router comes from an object");
        let route = &ingress.routes[router.index];
        let key = router.name.split('@').next().unwrap_or_default().to_owned();
        let parent = object.metadata.namespace.as_str();
        let mut json = json!({ "rule": route.match_text.text, "service": key });
        let entry_points: Vec<&str> = ingress.entry_points.iter().map(|name| name.as_str()).collect();
        let middlewares: Vec<String> = route
            .middlewares
            .iter()
            .map(|it| normal(it.namespace.as_ref().map_or(parent, |namespace| namespace.as_str()), &it.name))
            .collect();
        for (name, list) in [("entryPoints", json!(entry_points)), ("middlewares", json!(middlewares))] {
            if list != json!([]) {
                json[name] = list;
            }
        }
        if let Some(priority) = &route.priority {
            json["priority"] = json!(priority.value);
        }
        if let Some(syntax) = &route.syntax {
            json["ruleSyntax"] = json!(syntax.as_str());
        }
        if let Some(tls) = &ingress.tls {
            json["tls"] = tls_section(tls, parent);
        }
        self.routers.insert(key.clone(), json);
        self.add_services(router, route, &key, parent);
    }

    fn add_services(&mut self, router: &Router, route: &RouteTcp, key: &str, parent: &str) {
        let mut children = Vec::new();
        for service in &route.services {
            let namespace = service.namespace.as_ref().map_or(parent, |namespace| namespace.as_str());
            let name = ObjectName::new(namespace, service.name.value.clone());
            if router.skipped_services.iter().any(|skipped| skipped.service == name) {
                continue;
            }
            let balancer = self.balancer(service, &name, parent);
            if route.services.len() == 1 {
                self.services.insert(key.to_owned(), balancer);
                return;
            }
            let child = format!("{key}-{}-{}", service.name.value, service.port);
            self.services.insert(child.clone(), balancer);
            children.push(json!({ "name": child, "weight": service.weight.map_or(1, |weight| weight.value) }));
        }
        if !children.is_empty() {
            self.services.insert(key.to_owned(), json!({ "weighted": { "services": children } }));
        }
    }

    fn balancer(&self, service: &ServiceTcp, name: &ObjectName, parent: &str) -> Value {
        let mut server = json!({ "address": self.backends.address(&name.namespace, &name.name).to_string() });
        if service.tls.is_some_and(|tls| tls.value) {
            server["tls"] = json!(true);
        }
        let mut balancer = json!({ "servers": [server] });
        if let Some(transport) = &service.servers_transport {
            balancer["serversTransport"] = json!(normal(parent, transport));
        }
        json!({ "loadBalancer": balancer })
    }
}

fn tls_section(tls: &TlsTcp, parent: &str) -> Value {
    let mut section = json!({});
    if tls.passthrough.is_some_and(|passthrough| passthrough.value) {
        section["passthrough"] = json!(true);
    }
    if let Some(options) = &tls.options {
        let namespace = options.namespace.as_ref().map_or(parent, |namespace| namespace.as_str());
        section["options"] = json!(normal(namespace, &options.name));
    }
    section
}

fn spec(object: &Object) -> Value {
    serde_json::to_value(&object.spec).expect("a spec is JSON")
}

/// A spec with what the file provider has to be told.
fn middleware(object: &Object) -> Value {
    let mut json = spec(object);
    let Spec::MiddlewareTcp(middleware) = &object.spec else { return json };
    if middleware.in_flight_conn.as_ref().is_some_and(|limit| limit.amount.is_none()) {
        json["inFlightConn"]["amount"] = json!(0);
    }
    json
}

fn normal_name(object: &Object) -> String {
    normal(&object.metadata.namespace, &object.metadata.name)
}

fn options_name(object: &Object) -> String {
    let (namespace, name) = (&object.metadata.namespace.value, &object.metadata.name.value);
    if name == "default" { name.to_string() } else { format!("{namespace}-{name}") }
}

/// Letters and digits of `namespace-name`, what is between them turned to `-`.
fn normal(namespace: &str, name: &str) -> String {
    let full = format!("{namespace}-{name}");
    full.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}
