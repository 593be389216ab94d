use smol_str::SmolStr;

use super::muxer::Muxer;
use super::router::Router;
use crate::rule::{self, Client, Rule, Syntax, TlsMode, host_sni};

/// What one entry point has: its two lists of TCP routers, and the hosts of its HTTPS routers.
#[derive(Clone, Debug, Default)]
pub(super) struct EntryPointTable {
    /// Routers without TLS.
    pub plain: Muxer,
    /// Routers that pass TLS through, end it, or close it.
    pub tls: Muxer,
    /// Hosts of HTTPS routers.
    pub https: HttpsHosts,
}

/// Hosts of HTTPS routers.
#[derive(Clone, Debug, Default)]
pub(super) struct HttpsHosts {
    hosts: Vec<Rule>,
    catch_all: bool,
}

impl EntryPointTable {
    /// Divides routers into the two lists.
    pub fn new(members: &[u32], routers: &[Router], http_hosts: &[SmolStr]) -> Self {
        let listed = |plain: bool| {
            let chosen = members.iter().copied().filter(|&member| {
                let router = routers.get(member as usize);
                router.is_some_and(|router| router.listed && (router.tls_mode == TlsMode::None) == plain)
            });
            Muxer::new(chosen.collect(), routers)
        };
        Self { plain: listed(true), tls: listed(false), https: HttpsHosts::new(http_hosts) }
    }

    /// Whether Traefik looks for a plain router before it reads anything.
    pub fn has_early_path(&self) -> bool {
        self.plain.has_routes() && !self.tls.has_routes() && !self.https.any()
    }
}

impl HttpsHosts {
    fn new(hosts: &[SmolStr]) -> Self {
        let specific = hosts.iter().filter(|host| *host != "*");
        // A host that Traefik does not take is no host of any router.
        let hosts_read = specific.filter_map(|host| rule::parse(&host_sni(&[host]), Syntax::V3).ok());
        Self { hosts: hosts_read.collect(), catch_all: hosts.iter().any(|host| host == "*") }
    }

    /// Whether there is any.
    pub fn any(&self) -> bool {
        self.catch_all || !self.hosts.is_empty()
    }

    /// The hosts, as rules.
    pub fn rules(&self) -> &[Rule] {
        &self.hosts
    }

    /// Whether there is a router without a host.
    pub fn catch_all(&self) -> bool {
        self.catch_all
    }

    /// Whether a router names the client's host.
    pub fn name(&self, client: &Client<'_>) -> bool {
        self.hosts.iter().any(|host| host.matches(client))
    }
}
