//! The servers of one Kubernetes Service (`pkg/provider/kubernetes/crd/kubernetes_tcp.go`, `loadTCPServers`, whose order of
//! looking at things is kept).

use super::backend::Assumed;
use super::surroundings::{Known, KnownPort, KnownService, ServiceKind};
use super::{Environment, ObjectName, Skip};
use crate::resource::{IntOrString, ServiceTcp};
use crate::traefik::change;

/// What Traefik finds.
pub(super) struct Servers {
    /// Whether there is any.
    pub any: bool,
    /// What that takes for granted.
    pub assumed: Assumed,
}

/// Why it finds none, and what it logs.
pub(super) type NoServers = (Skip, String);

/// Looks for the servers of a service that may be referred to.
pub(super) fn servers(
    environment: &Environment,
    name: &ObjectName,
    service: &ServiceTcp,
) -> Result<Servers, NoServers> {
    if !environment.watches(&name.namespace) {
        let traefik = format!("failed to get service {name}: namespace is not within watched namespaces");
        return Err((Skip::NamespaceNotWatched, traefik));
    }
    let known = match environment.surroundings.services.of(name) {
        Known::Absent => return Err((Skip::NotFound, "service not found".to_owned())),
        Known::Present(known) => Some(known),
        Known::Nothing => None,
    };
    let kind = known.map_or(ServiceKind::Unknown, |known| known.kind);
    if kind == ServiceKind::ExternalName && !environment.allow_external_name_services {
        return Err((Skip::ExternalName, format!("externalName services not allowed: {name}")));
    }
    let port = port(known, service)?;
    match source(environment, kind, service) {
        Source::Endpoints => endpoints(environment, name, known, port),
        Source::ClusterAddress if known.is_some_and(|known| known.headless) => {
            let reason = format!("no clusterIP on headless service: {name}");
            Err((Skip::Headless, format!("getting native Kubernetes Service address: {reason}")))
        }
        Source::ClusterAddress | Source::Other => {
            let assumed = if port.is_known { Assumed::Nothing } else { Assumed::Service };
            Ok(Servers { any: true, assumed })
        }
    }
}

/// The port of a Service that a route means.
#[derive(Clone, Copy)]
struct Port<'a> {
    /// It, where the Service has it.
    found: Option<&'a KnownPort>,
    /// Whether that is known.
    is_known: bool,
}

/// `getServicePort`. A number is looked for among the numbers, a name among the names. An external name is connected to at
/// any number.
fn port<'a>(known: Option<&'a KnownService>, service: &ServiceTcp) -> Result<Port<'a>, NoServers> {
    let is_none = match &service.port {
        IntOrString::Int(port) => port.value == 0,
        IntOrString::String(port) => port.is_empty(),
    };
    if is_none {
        return Err((Skip::NoPort, "ingressRoute service port not defined".to_owned()));
    }
    let external = known.is_some_and(|known| known.kind == ServiceKind::ExternalName);
    let any_number = external && matches!(service.port, IntOrString::Int(_));
    let Some(ports) = known.and_then(|known| known.ports.as_ref()) else {
        return Ok(Port { found: None, is_known: any_number });
    };
    let found = match &service.port {
        IntOrString::Int(number) => ports.numbered(number.value),
        IntOrString::String(name) => ports.named(name.as_str()),
    };
    if found.is_none() && !any_number {
        return Err((Skip::UnknownPort, format!("service port not found: {}", service.port)));
    }
    Ok(Port { found, is_known: true })
}

/// Where Traefik takes the addresses of servers from.
enum Source {
    Endpoints,
    ClusterAddress,
    /// The nodes, or the external name.
    Other,
}

/// [`change::NODE_PORT_LB`].
fn source(environment: &Environment, kind: ServiceKind, service: &ServiceTcp) -> Source {
    let nodes =
        service.node_port_lb.is_some_and(|nodes| nodes.value) && environment.changes().has(&change::NODE_PORT_LB);
    match kind {
        ServiceKind::NodePort | ServiceKind::Unknown if nodes => Source::Other,
        ServiceKind::ExternalName => Source::Other,
        _ if service.native_lb.map_or(environment.native_lb_by_default, |native| native.value) => {
            Source::ClusterAddress
        }
        _ => Source::Endpoints,
    }
}

fn endpoints(
    environment: &Environment,
    name: &ObjectName,
    known: Option<&KnownService>,
    port: Port<'_>,
) -> Result<Servers, NoServers> {
    let ready = port.found.and_then(|port| port.endpoints).or(known.and_then(|known| known.endpoints));
    if ready == Some(false) {
        if environment.allow_empty_services {
            return Ok(Servers { any: false, assumed: Assumed::Nothing });
        }
        return Err((Skip::NoServers, format!("no servers found for {name}")));
    }
    let assumed = match (port.is_known, ready) {
        (false, _) => Assumed::Service,
        (true, None) => Assumed::Endpoints,
        (true, Some(_)) => Assumed::Nothing,
    };
    Ok(Servers { any: true, assumed })
}
