use serde::Serialize;

use crate::resource::{IntOrString, Kind, ObjectRef, Resources, RouteTcp, ServiceTcp, Spec};
use crate::routing::{ObjectName, Router, RoutingTable, Status};
use crate::rule::TlsMode;
use crate::source::{Place, Sources, Span, Text};

/// Traefik gives a service without a weight this one (`pkg/provider/kubernetes/crd/kubernetes_tcp.go`).
const DEFAULT_WEIGHT: i64 = 1;

/// A router: one rule of an IngressRouteTCP, and its status.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutlinedRouter {
    /// The route: `namespace/name`.
    pub router: ObjectName,
    /// Its rule.
    pub rule: String,
    /// The priority that counts.
    pub priority: i64,
    /// Its status.
    pub status: Status,
    /// Why it is not simply enabled, in Traefik's words where it has any.
    pub errors: Vec<String>,
    /// Why it is not simply enabled, in the user's terms.
    pub message: Option<String>,
    /// The entry points that it names, or all default ones when it names none.
    pub entry_points: Vec<String>,
    /// What it does with TLS.
    pub tls_mode: TlsMode,
    /// Its middlewares, the first sees a connection first: `namespace/name`, or `name@provider`.
    pub middlewares: Vec<String>,
    /// The services that it names, whether Traefik loads them or not.
    pub services: Vec<OutlinedService>,
    /// Where its rule stands, or the name of its route where none is written.
    #[serde(flatten)]
    pub place: Place,
}

/// A Kubernetes Service that a router names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutlinedService {
    /// `namespace/name`.
    pub service: ObjectName,
    /// Its port, by number or name.
    pub port: IntOrString,
    /// Its weight; 1 where none is written.
    pub weight: i64,
}

pub(super) fn all(resources: &Resources, table: &RoutingTable, sources: &Sources) -> Vec<OutlinedRouter> {
    let index = resources.index(Kind::IngressRouteTcp);
    let outlined = table.routers().iter().map(|router| {
        let name = ObjectRef { namespace: &router.object.namespace, name: &router.object.name };
        let written = index.get(&name).and_then(|object| match &object.spec {
            Spec::IngressRouteTcp(route) => route.routes.get(router.index),
            _ => None,
        });
        outlined(router, written, sources)
    });
    outlined.collect()
}

fn outlined(router: &Router, written: Option<&RouteTcp>, sources: &Sources) -> OutlinedRouter {
    let namespace = router.object.namespace.as_str();
    let faults: Vec<String> = router.faults.iter().map(ToString::to_string).collect();
    let names = |names: &[smol_str::SmolStr]| names.iter().map(ToString::to_string).collect();
    OutlinedRouter {
        router: router.object.clone(),
        rule: router.rule.to_string(),
        priority: router.priority,
        status: router.status,
        errors: router.errors(),
        message: (!faults.is_empty()).then(|| faults.join("; ")),
        entry_points: names(&router.entry_points),
        tls_mode: router.tls_mode,
        middlewares: names(&router.middlewares),
        services: written.iter().flat_map(|rule| &rule.services).map(|one| service(one, namespace)).collect(),
        place: Place::new(sources, written.map_or(Span::NOWHERE, |rule| rule.match_text.span)),
    }
}

fn service(written: &ServiceTcp, namespace: &str) -> OutlinedService {
    let namespace = written.namespace.as_ref().map_or(namespace, Text::as_str);
    OutlinedService {
        service: ObjectName::new(namespace, written.name.value.clone()),
        port: written.port.clone(),
        weight: written.weight.map_or(DEFAULT_WEIGHT, |weight| weight.value),
    }
}
