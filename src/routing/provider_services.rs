//! Kubernetes Services to services of Traefik (`pkg/provider/kubernetes/crd/kubernetes_tcp.go`,
//! `createLoadBalancerServerTCP`, `loadTCPServers`).

use super::provided::{Child, LoadBalancer, Loaded, Service};
use super::reference::{Named, Resolver};
use super::router::Router;
use super::servers::servers;
use super::{Environment, ObjectName, Skip, SkippedService};
use crate::resource::{ProxyProtocol, RouteTcp, ServiceTcp};
use crate::source::Text;
use crate::traefik::change;

/// The repeated rule that makes Traefik's provider crash.
pub(super) struct ProviderCrash;

/// Adds the services of a route to those that an earlier route of the same name in Traefik made.
pub(super) fn add_services(
    known: &mut Option<Service>,
    environment: &Environment,
    resolver: Resolver<'_>,
    router: &mut Router,
    route: &RouteTcp,
) -> Result<(), ProviderCrash> {
    for (place, service) in route.services.iter().enumerate() {
        let balancer = match load(environment, resolver, &router.object.namespace, place, service) {
            Ok(balancer) => balancer,
            Err(skipped) => {
                router.skipped_services.push(skipped);
                continue;
            }
        };
        if route.services.len() == 1 {
            *known = Some(Service::LoadBalancer(balancer));
            break;
        }
        let weight = service.weight.map_or(1, |weight| weight.value);
        let child = Child { name: service.name.value.clone(), place, weight, balancer };
        match known.get_or_insert(Service::Weighted(Vec::new())) {
            Service::Weighted(children) => children.push(child),
            Service::LoadBalancer(_) => return Err(ProviderCrash),
        }
    }
    Ok(())
}

/// One Kubernetes Service. One of which nothing is known exists and has servers.
fn load(environment: &Environment, resolver: Resolver<'_>, parent: &str, place: usize, service: &ServiceTcp) -> Loaded {
    let named = service.namespace.as_ref().map(Text::as_str);
    let namespace = named.filter(|namespace| !namespace.is_empty()).unwrap_or(parent);
    let name = ObjectName::new(namespace, service.name.value.clone());
    let skip = |skip, traefik: String| Err(SkippedService { place, service: name.clone(), skip, traefik });
    let allow = environment.allow_cross_namespace;
    if !allow && namespace != parent {
        return skip(
            Skip::OtherNamespace,
            format!("tcp service {name} is not in the parent resource namespace {parent}"),
        );
    }
    let found = match servers(environment, &name, service) {
        Ok(found) => found,
        Err((why, traefik)) => return skip(why, traefik),
    };
    let transport = service.servers_transport.as_ref().filter(|transport| !transport.is_empty());
    let resolve = |name: &Text| resolver.resolve(Named::ServersTransport, parent, "", name);
    let transport = match transport.map(resolve).transpose() {
        Ok(transport) => transport.map(|reference| reference.qualified),
        Err(traefik) => return skip(Skip::ForbiddenTransport, traefik.to_string()),
    };
    let opens_tls = resolver.changes.has(&change::SERVICE_TLS);
    Ok(LoadBalancer {
        has_servers: found.any,
        assumed: found.assumed,
        port: service.port.clone(),
        tls: opens_tls && service.tls.is_some_and(|tls| tls.value),
        proxy_protocol: service.proxy_protocol.as_ref().map(version),
        transport,
        service: name,
    })
}

/// The version of a PROXY protocol header; 2 unless said.
fn version(header: &ProxyProtocol) -> i64 {
    header.version.map(|version| version.value).filter(|&version| version != 0).unwrap_or(2)
}
