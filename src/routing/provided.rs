//! What the provider hands to the manager: Traefik's dynamic configuration, as far as TCP goes.

use foldhash::HashMap;
use smol_str::SmolStr;

use super::backend::Assumed;
use super::referent::Resolved;
use super::router::Router;
use super::{ObjectName, SkippedService};
use crate::resource::{IntOrString, MiddlewareTcp, ServersTransportTcp};

/// Everything, under its full names in Traefik.
#[derive(Debug, Default)]
pub(super) struct Provided<'a> {
    /// Routers, and routes that made none, in the order of the objects.
    pub drafts: Vec<Draft>,
    /// Services; routers of one name in Traefik share one.
    pub services: Vec<Option<Service>>,
    /// MiddlewareTCPs.
    pub middlewares: HashMap<String, Known<'a, MiddlewareTcp>>,
    /// ServersTransportTCPs.
    pub servers_transports: HashMap<String, Known<'a, ServersTransportTcp>>,
    /// Whether Traefik's provider crashes, so that nothing of this is served.
    pub crashed: bool,
}

/// A router as the provider leaves it.
#[derive(Debug)]
pub(super) struct Draft {
    /// What is known of it so far.
    pub router: Router,
    /// Its place among the services; none when the provider did not get as far.
    pub service: Option<usize>,
    /// Its middlewares, first one first.
    pub middlewares: Vec<Resolved>,
    /// The ServersTransportTCP of each of its services, if it names one.
    pub servers_transports: Vec<Option<Resolved>>,
    /// Its TLS options, if it names any.
    pub tls_options: Option<Resolved>,
}

/// An object that routers refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a, S> {
    /// Its place among the resources.
    pub place: usize,
    /// What it specifies; none where that is not known.
    pub spec: Option<&'a S>,
}

/// A service of Traefik.
#[derive(Debug)]
pub(super) enum Service {
    /// The servers of one Kubernetes Service.
    LoadBalancer(LoadBalancer),
    /// Several of those.
    Weighted(Vec<Child>),
}

/// One of several services.
#[derive(Debug)]
pub(super) struct Child {
    /// The name of the Kubernetes Service. Two children of one name and port are one to Traefik, the later one.
    pub name: SmolStr,
    /// Its place among the rule's services.
    pub place: usize,
    /// Its weight.
    pub weight: i64,
    /// Its servers.
    pub balancer: LoadBalancer,
}

/// The servers of one Kubernetes Service.
#[derive(Clone, Debug)]
pub(super) struct LoadBalancer {
    /// The Kubernetes Service.
    pub service: ObjectName,
    /// Its port.
    pub port: IntOrString,
    /// Whether it has any server, as far as is known.
    pub has_servers: bool,
    /// What is taken for granted of it.
    pub assumed: Assumed,
    /// Whether Traefik opens TLS to the servers.
    pub tls: bool,
    /// The version of the PROXY protocol header, if any.
    pub proxy_protocol: Option<i64>,
    /// The ServersTransportTCP's full name in Traefik; none for the default one.
    pub transport: Option<SmolStr>,
}

/// A service that was made, or why not.
pub(super) type Loaded = Result<LoadBalancer, SkippedService>;
