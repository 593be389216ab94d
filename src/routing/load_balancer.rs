//! A router's service, built (`pkg/server/service/tcp/service.go`).

use foldhash::{HashMap, HashMapExt as _};

use super::backend::{Backend, Share, Wire};
use super::names::qualified;
use super::naming::Naming;
use super::provided::{Child, Known, LoadBalancer, Provided, Service};
use super::router::Router;
use super::weights::Turns;
use super::{Fault, NoServer, ObjectName, SkippedService};
use crate::resource::{ObjectRef, ServersTransportTcp, TlsClientConfig};
use crate::source::Text;
use crate::traefik::{Changes, change};

/// Builds the services of routers.
#[derive(Clone, Copy, Debug)]
pub(super) struct LoadBalancers<'a, 'p> {
    pub provided: &'p Provided<'a>,
    pub changes: Changes,
}

impl LoadBalancers<'_, '_> {
    /// The parts of a router's service that get connections, without those of weight 0 and below.
    ///
    /// # Errors
    /// Why Traefik cannot build it.
    pub fn build(self, router: &Router, service: Option<&Service>) -> Result<(Vec<Backend>, Turns), Fault> {
        match service {
            Some(Service::LoadBalancer(balancer)) => Ok((vec![self.backend(balancer, 1)?], Turns::End)),
            Some(Service::Weighted(children)) => self.weighted(router, children),
            None => {
                let reasons = router.skipped_services.iter().map(SkippedService::reason).collect::<Vec<_>>().join("; ");
                Err(Fault::MissingService { service: qualified(router.service()), reasons })
            }
        }
    }

    fn weighted(self, router: &Router, children: &[Child]) -> Result<(Vec<Backend>, Turns), Fault> {
        let refused = self.changes.has(&change::NEGATIVE_WEIGHT_DISABLES);
        let mut backends = Vec::with_capacity(children.len());
        let latest = if router.naming == Naming::Legacy { latest(children) } else { HashMap::new() };
        for child in children {
            if child.weight < 0 && refused {
                return Err(Fault::NegativeWeight { weight: child.weight, service: full_name(router, child) });
            }
            let same = if latest.is_empty() { None } else { latest.get(&key(child)).copied() };
            // One of weight 0 is built all the same, so that it can fail.
            let backend = self.backend(&same.unwrap_or(child).balancer, child.weight)?;
            if child.weight > 0 {
                backends.push(backend);
            }
        }
        let weights: Vec<i64> = children.iter().map(|child| child.weight).collect();
        Ok((backends, Turns::of(&weights)))
    }

    /// `pkg/tcp/dialer.go`, `DialerManager.Build`. It is asked for each server, so not at all where there is none.
    fn backend(self, balancer: &LoadBalancer, weight: i64) -> Result<Backend, Fault> {
        let share = Share { service: balancer.service.clone(), port: balancer.port.clone(), weight };
        let wire = |proxy_protocol: Option<i64>| Wire {
            tls: balancer.tls,
            proxy_protocol,
            own_addresses: proxy_protocol.is_some() && self.changes.has(&change::PROXY_HEADER_OF_TRAEFIK),
            transport: balancer.transport.clone(),
        };
        let assumed = balancer.assumed;
        let unknown = |share, broken| Ok(Backend { share, broken, assumed, wire: wire(balancer.proxy_protocol) });
        if !balancer.has_servers {
            return unknown(share, Some(NoServer::NoServers));
        }
        let transport = match &balancer.transport {
            None => None,
            Some(name) => match self.provided.servers_transports.get(name.as_str()) {
                Some(Known { spec: Some(transport), .. }) => Some(*transport),
                // One that exists elsewhere is taken to work.
                Some(Known { spec: None, .. }) => return unknown(share, None),
                None if !name.ends_with("@kubernetescrd") => return unknown(share, None),
                None => return Err(self.missing_transport(name)),
            },
        };
        let header = self.header(balancer, transport);
        let wrong = header.filter(|version| !(1..=2).contains(version));
        let disables = self.changes.has(&change::PROXY_VERSION_DISABLES);
        if let Some(version) = wrong.filter(|_| disables) {
            return Err(Fault::ProxyProtocolVersion { version });
        }
        if let Some(name) = balancer.transport.as_ref().filter(|_| transport.is_some_and(has_spiffe_beside_tls)) {
            return Err(self.broken_transport(name));
        }
        let broken = if wrong.is_some() {
            Some(NoServer::ProxyProtocolVersion)
        } else {
            (balancer.tls && !transport.is_some_and(can_open_tls)).then_some(NoServer::NameUnknown)
        };
        Ok(Backend { share, broken, assumed, wire: wire(header) })
    }

    /// The version of the PROXY protocol header that servers get. [`change::TRANSPORT_PROXY_PROTOCOL`],
    /// [`change::TRANSPORT_DECIDES_PROXY_PROTOCOL`].
    fn header(self, balancer: &LoadBalancer, transport: Option<&ServersTransportTcp>) -> Option<i64> {
        let Some(transport) = transport else { return balancer.proxy_protocol };
        let own = transport.proxy_protocol.as_ref().filter(|_| self.changes.has(&change::TRANSPORT_PROXY_PROTOCOL));
        match own {
            Some(own) => Some(own.version.map_or(0, |version| version.value)),
            None if self.changes.has(&change::TRANSPORT_DECIDES_PROXY_PROTOCOL) => None,
            None => balancer.proxy_protocol,
        }
    }

    /// [`change::MISSING_TRANSPORT_WORDS`].
    fn missing_transport(self, name: &str) -> Fault {
        let traefik = if self.changes.has(&change::MISSING_TRANSPORT_WORDS) {
            format!("no transport configuration found for \"{name}\"")
        } else {
            format!("TCP dialer not found {name}")
        };
        Fault::MissingServersTransport { transport: name.to_owned(), traefik }
    }

    /// [`change::MISSING_TRANSPORT_WORDS`]: before, Traefik leaves the transport out, and looks for it in vain.
    fn broken_transport(self, name: &str) -> Fault {
        let traefik = if self.changes.has(&change::MISSING_TRANSPORT_WORDS) {
            "TLS and SPIFFE configuration cannot be defined at the same time".to_owned()
        } else {
            format!("TCP dialer not found {name}")
        };
        Fault::BrokenServersTransport { transport: name.to_owned(), traefik }
    }
}

/// Of children with one name the last. It takes the place of the others.
fn latest(children: &[Child]) -> HashMap<(&str, String), &Child> {
    children.iter().map(|child| (key(child), child)).collect()
}

/// What the name of a child in Traefik is made of. Ports are compared as text: `80` and `"80"` are the same.
fn key(child: &Child) -> (&str, String) {
    (child.name.as_str(), child.balancer.port.to_string())
}

/// The child's name in Traefik (`kubernetes_tcp.go`, `loadIngressRouteTCPConfiguration`).
fn full_name(router: &Router, child: &Child) -> String {
    let ObjectName { namespace, .. } = &child.balancer.service;
    let service = ObjectRef { namespace, name: &child.name };
    router.naming.child(&router.key(), child.place, service, &child.balancer.port)
}

fn is_set(text: Option<&Text>) -> bool {
    text.is_some_and(|text| !text.is_empty())
}

fn skips_verification(tls: &TlsClientConfig) -> bool {
    tls.insecure_skip_verify.is_some_and(|skip| skip.value)
}

/// Whether Go's TLS client begins at all: it wants a name to check, or leave not to.
fn can_open_tls(transport: &ServersTransportTcp) -> bool {
    let opens =
        |tls: &TlsClientConfig| is_set(tls.server_name.as_ref()) || skips_verification(tls) || tls.spiffe.is_some();
    transport.tls.as_ref().is_some_and(opens)
}

/// Whether both ways to TLS are set. Secrets are taken to exist.
fn has_spiffe_beside_tls(transport: &ServersTransportTcp) -> bool {
    let Some(tls) = transport.tls.as_ref().filter(|tls| tls.spiffe.is_some()) else { return false };
    skips_verification(tls)
        || is_set(tls.server_name.as_ref())
        || is_set(tls.peer_cert_uri.as_ref())
        || !(tls.root_cas.is_empty() && tls.root_cas_secrets.is_empty() && tls.certificates_secrets.is_empty())
}
