use std::sync::{Arc, OnceLock};

use smol_str::SmolStr;

use super::EntryPoint;
use super::muxer::Muxer;
use super::muxer_index::{Entry, MuxerIndex};
use super::router::Router;
use crate::rule::{self, Client, Rule, Syntax, TlsMode, host_sni};
use crate::traefik::{Changes, change};

/// What one entry point has: its two lists of TCP routers, and the hosts of its HTTPS routers.
#[derive(Clone, Debug, Default)]
pub(super) struct EntryPointTable {
    /// Routers without TLS.
    pub plain: Muxer,
    /// Routers that pass TLS through, end it, or close it.
    pub tls: Muxer,
    /// Hosts of HTTPS routers.
    pub https: HttpsHosts,
    /// How long Traefik waits for a client's first bytes, where that is set.
    pub read_timeout: Option<SmolStr>,
    /// Whether the client's address may come from a PROXY protocol header.
    pub proxied: bool,
}

/// Hosts of HTTPS routers.
#[derive(Clone, Debug, Default)]
pub(super) struct HttpsHosts {
    hosts: Vec<Rule>,
    catch_all: bool,
    /// Made when a client is first looked for.
    index: OnceLock<Arc<MuxerIndex>>,
}

impl EntryPointTable {
    /// Divides routers into the two lists. `facts` are those of a declared entry point, or the hosts of HTTPS routers on
    /// any other.
    pub fn new(members: &[u32], routers: &[Router], facts: Result<&EntryPoint, &[SmolStr]>, changes: Changes) -> Self {
        let hosts = facts.map_or_else(|hosts| hosts, |facts| &facts.http_hosts);
        let facts = facts.ok();
        let listed = |plain: bool| {
            let chosen = members.iter().copied().filter(|&member| {
                let router = routers.get(member as usize);
                router.is_some_and(|router| router.listed && (router.tls_mode == TlsMode::None) == plain)
            });
            Muxer::new(chosen.collect(), routers)
        };
        Self {
            plain: listed(true),
            tls: listed(false),
            https: HttpsHosts::new(hosts, changes),
            read_timeout: facts.and_then(|facts| facts.read_timeout.clone()),
            proxied: facts.is_some_and(|facts| !facts.trusted_proxies.is_empty()),
        }
    }

    /// How long a server that speaks first hangs, in words.
    pub fn patience(&self) -> String {
        match self.read_timeout.as_deref() {
            Some(limit) if is_unlimited(limit) => "for ever, as `readTimeout` is 0".to_owned(),
            Some(limit) => format!("until `readTimeout` ({limit})"),
            None => "until `readTimeout`".to_owned(),
        }
    }

    /// Whether Traefik looks for a plain router before it reads anything.
    pub fn has_early_path(&self) -> bool {
        self.plain.has_routes() && !self.tls.has_routes() && !self.https.any()
    }
}

/// Traefik takes a `readTimeout` of 0, in whatever unit, for none.
fn is_unlimited(limit: &str) -> bool {
    !limit.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}

impl HttpsHosts {
    /// Each host is a rule in Traefik too, made of it in lower case (`pkg/server/router/tcp/router.go`, `AddHTTPTLSConfig`).
    fn new(hosts: &[SmolStr], changes: Changes) -> Self {
        let specific = hosts.iter().filter(|host| *host != "*");
        let is_listed = |host: &&SmolStr| {
            (changes.has(&change::HTTPS_UNDERSCORE_HOSTS) || !host.contains('_'))
                && (changes.has(&change::HTTPS_WILDCARD_HOSTS) || !host.contains('*'))
        };
        // A host that Traefik does not take is no host of any router.
        let read = |host: &SmolStr| rule::parse(&host_sni(&[&host.to_lowercase()]), Syntax::V3).ok();
        let hosts_read = specific.filter(is_listed).filter_map(read);
        let catch_all = hosts.iter().any(|host| host == "*");
        Self { hosts: hosts_read.collect(), catch_all, index: OnceLock::new() }
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
        let index = self.index.get_or_init(|| Arc::new(MuxerIndex::new(self.hosts.iter().map(Some))));
        let matches = |entry: &Entry| self.hosts.get(entry.place as usize).is_some_and(|host| host.matches(client));
        index.buckets(client).flatten().any(|entry| entry.certain || matches(entry))
    }
}
