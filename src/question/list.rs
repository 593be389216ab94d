use serde::Serialize;

use super::{Question, Subject};
use crate::resource::{
    Index, IngressRouteTcp, IntOrString, Kind, Labels, MiddlewareRef, MiddlewareTcp, Object, ObjectRef, Resources,
    RouteTcp, ServiceTcp, Spec,
};
use crate::routing::names::Users;
use crate::source::Text;
use crate::store::Refusal;
use crate::traefik::TraefikVersion;

/// Traefik gives a service without a weight this one (`pkg/provider/kubernetes/crd/kubernetes_tcp.go`).
const DEFAULT_WEIGHT: i64 = 1;

/// Which routes are there, where do they lead and what guards them? The question is about objects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The namespaces that the objects are limited to; none: they are those of all.
    pub namespaces: Option<Vec<String>>,
    /// The Traefik that they are for, where that is known.
    pub traefik: Option<TraefikVersion>,
    /// Whether middlewares are listed as well, also those that no route uses.
    pub middlewares: bool,
}

/// Every route, where it leads and what guards it.
#[derive(Clone, Debug, Serialize)]
pub struct Listing<'a> {
    /// `success`.
    pub status: &'static str,
    /// `all-namespaces`, or `namespaces` if only some are listed.
    pub scope: &'static str,
    /// The version of Traefik that they are for, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub traefik: Option<String>,
    /// The number of routes.
    pub count: usize,
    /// The routes, in output order.
    pub tcp_routes: Vec<ListedRoute<'a>>,
    /// The middlewares, in output order, where they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middlewares: Option<Vec<ListedGuard<'a>>>,
    /// The namespaces that are listed; none: all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespaces: Option<Vec<String>>,
}

/// One IngressRouteTCP.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedRoute<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its namespace.
    pub namespace: &'a str,
    /// The entry points it listens on; empty: every default one.
    pub entry_points: &'a [Text],
    /// Whether Traefik looks at TLS, to end it or to hand it on.
    pub tls_enabled: bool,
    /// Whether Traefik hands the encrypted bytes on.
    pub tls_passthrough: bool,
    /// Its rules, in order.
    pub routes: Vec<ListedRule<'a>>,
    /// Its labels.
    pub labels: &'a Labels,
}

/// One rule of a route.
#[derive(Clone, Debug, Serialize)]
pub struct ListedRule<'a> {
    /// In Traefik's match language.
    #[serde(rename = "match")]
    pub match_text: &'a str,
    /// Where it leads.
    pub targets: Vec<Target<'a>>,
    /// What guards it, in the order in which a connection meets them.
    pub middlewares: Vec<ListedMiddleware<'a>>,
}

/// A service that a rule leads to.
#[derive(Clone, Debug, Serialize)]
pub struct Target<'a> {
    /// The Kubernetes Service's name.
    pub name: &'a str,
    /// Its port, by number or name.
    pub port: &'a IntOrString,
    /// Its share against the other targets; 1 where none is written.
    pub weight: i64,
}

/// A middleware that a rule refers to.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedMiddleware<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its namespace; the route's where the reference names none.
    pub namespace: &'a str,
    /// The source ranges that it lets through; empty for another type, and for a middleware that is not known here.
    pub source_range: &'a [Text],
    /// The number of simultaneous connections of each client address that it lets through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_flight_conn: Option<i64>,
}

/// One MiddlewareTCP.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedGuard<'a> {
    /// What it is.
    #[serde(flatten)]
    pub middleware: ListedMiddleware<'a>,
    /// The routes that use it, as `namespace/name`.
    pub used_by: Vec<String>,
    /// Its labels.
    pub labels: &'a Labels,
}

impl Question for List {
    type About = Resources;
    type Answer<'a> = Listing<'a>;

    fn ask<'a>(&self, resources: &'a Resources) -> Result<Listing<'a>, Refusal> {
        let middlewares = resources.index(Kind::MiddlewareTcp);
        let routes = resources.routes();
        let tcp_routes: Vec<_> = routes.map(|(object, route)| listed(object, route, &middlewares)).collect();
        let scope = if self.namespaces.is_some() { "namespaces" } else { "all-namespaces" };
        Ok(Listing {
            status: "success",
            scope,
            traefik: self.traefik.map(|version| version.to_string()),
            count: tcp_routes.len(),
            tcp_routes,
            middlewares: self.middlewares.then(|| listed_guards(resources)),
            namespaces: self.namespaces.clone(),
        })
    }
}

impl List {
    /// The whole list of a state.
    pub fn of(subject: &Subject) -> Self {
        Self { traefik: Some(subject.compilation.table.version()), ..Self::default() }
    }
}

fn listed<'a>(object: &'a Object, route: &'a IngressRouteTcp, middlewares: &Index<'a>) -> ListedRoute<'a> {
    let namespace = object.metadata.namespace.as_str();
    ListedRoute {
        name: &object.metadata.name,
        namespace,
        entry_points: &route.entry_points,
        tls_enabled: route.tls.is_some(),
        tls_passthrough: route.tls.as_ref().and_then(|tls| tls.passthrough).is_some_and(|flag| flag.value),
        routes: route.routes.iter().map(|rule| listed_rule(rule, namespace, middlewares)).collect(),
        labels: &object.metadata.labels,
    }
}

fn listed_rule<'a>(rule: &'a RouteTcp, namespace: &'a str, middlewares: &Index<'a>) -> ListedRule<'a> {
    ListedRule {
        match_text: &rule.match_text.text,
        targets: rule.services.iter().map(target).collect(),
        middlewares: rule.middlewares.iter().map(|name| listed_middleware(name, namespace, middlewares)).collect(),
    }
}

fn target(service: &ServiceTcp) -> Target<'_> {
    let weight = service.weight.map_or(DEFAULT_WEIGHT, |weight| weight.value);
    Target { name: &service.name, port: &service.port, weight }
}

fn listed_middleware<'a>(
    reference: &'a MiddlewareRef,
    namespace: &'a str,
    middlewares: &Index<'a>,
) -> ListedMiddleware<'a> {
    let namespace = reference.namespace.as_ref().map_or(namespace, Text::as_str);
    let name = reference.name.as_str();
    let middleware = middlewares.get(&ObjectRef { namespace, name }).and_then(|object| match &object.spec {
        Spec::MiddlewareTcp(middleware) => Some(middleware),
        _ => None,
    });
    guard(ObjectRef { namespace, name }, middleware)
}

fn listed_guards(resources: &Resources) -> Vec<ListedGuard<'_>> {
    let users = Users::new(resources);
    let listed = resources.middlewares().filter(|(object, _)| !object.external).map(|(object, middleware)| {
        let middleware = guard(object.object_ref(), Some(middleware));
        ListedGuard { middleware, used_by: users.of(object), labels: &object.metadata.labels }
    });
    listed.collect()
}

fn guard<'a>(name: ObjectRef<'a>, middleware: Option<&'a MiddlewareTcp>) -> ListedMiddleware<'a> {
    let list = middleware.and_then(|one| one.ip_allow_list.as_ref().or(one.ip_white_list.as_ref()));
    let limit = middleware.and_then(|one| one.in_flight_conn.as_ref()).and_then(|limit| limit.amount);
    ListedMiddleware {
        name: name.name,
        namespace: name.namespace,
        source_range: list.map_or(&[], |list| &list.source_range.value),
        in_flight_conn: limit.map(|amount| amount.value),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{List, Question as _};
    use crate::source::Sources;
    use crate::{Options, compile};

    fn listed(text: &str) -> Value {
        let sources = Sources::single("a.toml", text);
        let compilation = compile(&sources, &Options::default());
        assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
        serde_json::to_value(List::default().ask(&compilation.resources).unwrap()).unwrap()
    }

    #[test]
    fn routes_targets_and_guards_are_listed() {
        let text = r#"
            namespace = "prod"
            [middlewares.office]
            ip_allow_list = ["10.0.0.0/8", "192.168.1.1"]
            [middlewares."ops/limit"]
            in_flight_conn = 10
            [routes.pg]
            entry_points = ["postgresql"]
            tls = "passthrough"
            labels = { team = "data" }
            [[routes.pg.rules]]
            sni = "a.example.com"
            services = [{ name = "a", port = 5432, weight = 3 }, { name = "b", port = "pg" }]
            middlewares = ["office", "ops/limit", "elsewhere"]
        "#;
        let expected = json!({ "status": "success", "scope": "all-namespaces", "count": 1, "tcp_routes": [{
            "name": "pg", "namespace": "prod", "entryPoints": ["postgresql"],
            "tlsEnabled": true, "tlsPassthrough": true,
            "routes": [{
                "match": "HostSNI(`a.example.com`)",
                "targets": [{ "name": "a", "port": 5432, "weight": 3 }, { "name": "b", "port": "pg", "weight": 1 }],
                "middlewares": [
                    { "name": "office", "namespace": "prod", "sourceRange": ["10.0.0.0/8", "192.168.1.1"] },
                    { "name": "limit", "namespace": "ops", "sourceRange": [], "inFlightConn": 10 },
                    { "name": "elsewhere", "namespace": "prod", "sourceRange": [] },
                ],
            }],
            "labels": { "app.kubernetes.io/managed-by": "tcpgen", "team": "data" },
        }] });
        assert_eq!(listed(text).to_string(), expected.to_string());
    }

    #[test]
    fn middlewares_are_listed_with_their_users_where_they_are_asked_for() {
        let text = r#"
            [middlewares.office]
            ip_allow_list = ["10.0.0.0/8"]
            [middlewares.spare]
            in_flight_conn = 3
            [middlewares.elsewhere]
            external = true
            [routes.pg]
            entry_points = ["pg"]
            service = "postgres:5432"
            middlewares = ["office", "elsewhere"]
        "#;
        let compilation = compile(&Sources::single("a.toml", text), &Options::default());
        let list = List { middlewares: true, ..List::default() };
        let listed = serde_json::to_value(list.ask(&compilation.resources).unwrap()).unwrap();
        let labels = json!({ "app.kubernetes.io/managed-by": "tcpgen" });
        let expected = json!([
            { "name": "office", "namespace": "default", "sourceRange": ["10.0.0.0/8"], "usedBy": ["default/pg"], "labels": labels },
            { "name": "spare", "namespace": "default", "sourceRange": [], "inFlightConn": 3, "usedBy": [], "labels": labels },
        ]);
        assert_eq!(listed["middlewares"], expected);
    }

    #[test]
    fn a_state_without_routes_has_an_empty_list() {
        assert_eq!(listed("")["count"], 0);
        assert_eq!(listed("")["tcp_routes"], json!([]));
    }
}
