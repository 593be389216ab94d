//! What the provider hands to the manager: Traefik's dynamic configuration, as far as TCP goes.

use std::collections::HashMap;

use smol_str::SmolStr;

use super::reference::Reference;
use super::router::Router;
use super::{ObjectName, SkippedService};
use crate::resource::{IntOrString, MiddlewareTcp, ServersTransportTcp};
use crate::rule::Syntax;

/// Everything, under its full names in Traefik.
#[derive(Debug, Default)]
pub(super) struct Provided<'a> {
    /// Routers, and routes that made none, in the order of the objects.
    pub drafts: Vec<Draft>,
    /// Services.
    pub services: HashMap<SmolStr, Service>,
    /// MiddlewareTCPs; none for one that exists elsewhere.
    pub middlewares: HashMap<String, Option<&'a MiddlewareTcp>>,
    /// ServersTransportTCPs; none for one that exists elsewhere.
    pub servers_transports: HashMap<String, Option<&'a ServersTransportTcp>>,
}

/// A router as the provider leaves it.
#[derive(Debug)]
pub(super) struct Draft {
    /// What is known of it so far.
    pub router: Router,
    /// Its middlewares, first one first.
    pub middlewares: Vec<Reference>,
    /// The full name of its TLS options, if it names any.
    pub tls_options: Option<Reference>,
    /// The language of its rule.
    pub syntax: Syntax,
}

/// A service of Traefik.
#[derive(Debug)]
pub(super) enum Service {
    /// The servers of one Kubernetes Service.
    LoadBalancer(LoadBalancer),
    /// Several of those, by name and weight.
    Weighted(Vec<(String, i64)>),
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
    /// Whether Traefik opens TLS to the servers.
    pub tls: bool,
    /// The version of the PROXY protocol header, if any.
    pub proxy_protocol: Option<i64>,
    /// The ServersTransportTCP's full name in Traefik; none for the default one.
    pub transport: Option<String>,
}

/// A service that was made, or why not.
pub(super) type Loaded = Result<LoadBalancer, SkippedService>;
