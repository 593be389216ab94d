//! A router's service, built (`pkg/server/service/tcp/service.go`).

use smol_str::SmolStr;

use super::provided::{Child, Known, LoadBalancer, Provided, Service};
use super::router::Router;
use super::{Fault, NoServer, Share};

/// One Kubernetes Service that gets connections.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Backend {
    /// The service and its weight.
    pub share: Share,
    /// Why a connection that comes to it is closed all the same.
    pub broken: Option<NoServer>,
    /// What the server sees beside the client's bytes: TLS, PROXY protocol, transport.
    pub wire: (bool, Option<i64>, Option<SmolStr>),
}

impl Backend {
    /// Whether a connection has the same outcome there, whatever the weight.
    pub fn is_like(&self, other: &Self) -> bool {
        let same_service = self.share.service == other.share.service && self.share.port == other.share.port;
        same_service && self.wire == other.wire && self.broken == other.broken
    }
}

/// The parts of a router's service that get connections, without those of weight 0.
///
/// # Errors
/// Why Traefik cannot build it.
pub(super) fn build(
    router: &Router,
    service: Option<&Service>,
    provided: &Provided<'_>,
) -> Result<Vec<Backend>, Fault> {
    match service {
        Some(Service::LoadBalancer(balancer)) => Ok(vec![backend(balancer, 1, provided)?]),
        Some(Service::Weighted(children)) => {
            let mut backends = Vec::with_capacity(children.len());
            for child in children {
                if child.weight < 0 {
                    return Err(Fault::NegativeWeight { weight: child.weight, service: full_name(router, child) });
                }
                // Compared as text: `80` and `"80"` are the same.
                let is_same = |other: &&Child| {
                    other.name == child.name && other.balancer.port.to_string() == child.balancer.port.to_string()
                };
                let counts = children.iter().rev().find(is_same).unwrap_or(child);
                // One of weight 0 is built all the same, so that it can fail.
                let backend = backend(&counts.balancer, child.weight, provided)?;
                if child.weight > 0 {
                    backends.push(backend);
                }
            }
            Ok(backends)
        }
        None => Err(Fault::MissingService { service: router.name().to_string() }),
    }
}

/// The child's name in Traefik (`kubernetes_tcp.go`, `loadIngressRouteTCPConfiguration`).
fn full_name(router: &Router, child: &Child) -> String {
    let key = router.name().split('@').next().unwrap_or_default();
    format!("{key}-{}-{}", child.name, child.balancer.port)
}

/// `pkg/tcp/dialer.go`, `DialerManager.Build`. It is asked for each server, so not at all where there is none.
fn backend(balancer: &LoadBalancer, weight: i64, provided: &Provided<'_>) -> Result<Backend, Fault> {
    let share = Share { service: balancer.service.clone(), port: balancer.port.clone(), weight };
    let wire = (balancer.tls, balancer.proxy_protocol, balancer.transport.clone());
    if !balancer.has_servers {
        return Ok(Backend { share, broken: Some(NoServer::NoServers), wire });
    }
    let transport = match &balancer.transport {
        None => None,
        Some(name) => match provided.servers_transports.get(name.as_str()) {
            Some(Known { spec: Some(transport), .. }) => Some(*transport),
            // One that exists elsewhere is taken to work.
            Some(Known { spec: None, .. }) => return Ok(Backend { share, broken: None, wire }),
            None if !name.ends_with("@kubernetescrd") => return Ok(Backend { share, broken: None, wire }),
            None => return Err(Fault::MissingServersTransport { transport: name.to_string() }),
        },
    };
    let proxy_protocol = match transport {
        None => balancer.proxy_protocol,
        Some(transport) => {
            transport.proxy_protocol.as_ref().map(|proxy| proxy.version.map_or(0, |version| version.value))
        }
    };
    if let Some(version) = proxy_protocol.filter(|version| !(1..=2).contains(version)) {
        return Err(Fault::ProxyProtocolVersion { version });
    }
    // Go's TLS client refuses to begin without a name to check or leave not to.
    let can_open_tls = transport.and_then(|transport| transport.tls.as_ref()).is_some_and(|tls| {
        tls.server_name.as_ref().is_some_and(|name| !name.is_empty())
            || tls.insecure_skip_verify.is_some_and(|skip| skip.value)
            || tls.spiffe.is_some()
    });
    let broken = (balancer.tls && !can_open_tls).then_some(NoServer::NoServerName);
    Ok(Backend { share, broken, wire })
}
