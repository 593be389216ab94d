use std::collections::BTreeSet;
use std::net::IpAddr;

use smol_str::{SmolStr, format_smolstr};

use super::addresses::addresses;
use crate::routing::{Connection, Router, RoutingTable};
use crate::rule::{HostPattern, MatcherKind, Rule, TlsMode};
use crate::source_range::SourceRange;

/// How many source ranges, and how many server names, of routers that do not differ are looked at.
const OTHERS_AT_MOST: usize = 256;

/// The connections to try on an entry point.
#[derive(Debug)]
pub(super) struct Probes {
    entry_point: SmolStr,
    addresses: Vec<IpAddr>,
    /// Server names; none for TLS without one. Empty where Traefik looks at no TLS.
    names: Vec<Option<SmolStr>>,
    /// What clients offer by ALPN: nothing, then each protocol alone.
    offers: Vec<Vec<SmolStr>>,
}

impl Probes {
    /// Those that tell `differing` routers from the others of the entry point.
    pub fn new(tables: [&RoutingTable; 2], differing: &[&Router], entry_point: &str) -> Self {
        let mut wants = Wants::default();
        for table in tables {
            wants.tls |= table.has_https(entry_point);
            table.https_rules(entry_point).iter().for_each(|rule| wants.rule(rule));
            for router in table.routers_on(entry_point) {
                wants.tls |= router.tls_mode != TlsMode::None;
                wants.add(table, router, differing.iter().any(|other| std::ptr::eq(*other, router)));
            }
        }
        let mut names = vec![None];
        names.extend(wants.names.iter().cloned().map(Some));
        names.push(Some(unknown_name(&wants.names)));
        let mut offers = vec![Vec::new()];
        offers.extend(wants.protocols.into_iter().map(|protocol| vec![protocol]));
        Self {
            entry_point: entry_point.into(),
            addresses: addresses(&wants.ranges),
            names: if wants.tls { names } else { Vec::new() },
            offers,
        }
    }
}

impl Probes {
    /// Calls `probe` with each connection: plain ones, then TLS, then those of PostgreSQL clients.
    pub fn each(&self, mut probe: impl FnMut(Connection)) {
        let plain = || self.addresses.iter().map(|&address| Connection::plain(self.entry_point.clone(), address));
        plain().for_each(&mut probe);
        for offer in &self.offers {
            for name in &self.names {
                self.tls(name.as_ref(), offer).for_each(&mut probe);
            }
        }
        if self.names.is_empty() {
            return;
        }
        plain().map(Connection::with_postgres).for_each(&mut probe);
        for name in &self.names {
            self.tls(name.as_ref(), &[]).map(Connection::with_postgres).for_each(&mut probe);
        }
    }

    fn tls(&self, name: Option<&SmolStr>, offer: &[SmolStr]) -> impl Iterator<Item = Connection> {
        self.addresses.iter().map(move |&address| {
            let connection = match name {
                Some(name) => Connection::tls(self.entry_point.clone(), address, name.clone()),
                None => Connection::tls_without_sni(self.entry_point.clone(), address),
            };
            connection.with_alpn(offer.iter().cloned())
        })
    }
}

/// What the routers of an entry point tell clients apart by.
#[derive(Debug, Default)]
struct Wants {
    /// Whether Traefik may look at TLS.
    tls: bool,
    names: BTreeSet<SmolStr>,
    protocols: BTreeSet<SmolStr>,
    ranges: BTreeSet<SourceRange>,
}

impl Wants {
    /// Adds what a router and its guards ask for. Of routers that do not differ a part will do: where there are very
    /// many, each asks for clients of its own.
    fn add(&mut self, table: &RoutingTable, router: &Router, differs: bool) {
        if !differs && (self.names.len() > OTHERS_AT_MOST || self.ranges.len() > OTHERS_AT_MOST) {
            return;
        }
        if let Some(rule) = router.rule_tree() {
            self.rule(rule);
        }
        self.ranges.extend(table.allow_lists(router).flatten());
    }

    fn rule(&mut self, rule: &Rule) {
        for (matcher, _) in rule.expression().matchers() {
            match &matcher.kind {
                MatcherKind::HostSni(host) => self.names.extend(some_name(host)),
                MatcherKind::HostSniRegexp(_) => {}
                MatcherKind::ClientIp(range) => drop(self.ranges.insert(*range)),
                MatcherKind::Alpn(protocol) => drop(self.protocols.insert(protocol.clone())),
            }
        }
    }
}

/// A name that a client sends who is meant.
fn some_name(host: &HostPattern) -> Option<SmolStr> {
    match host {
        HostPattern::Exact(name) => Some(name.clone()),
        HostPattern::Wildcard(suffix) => Some(format_smolstr!("any.{suffix}")),
        HostPattern::CatchAll | HostPattern::AnyName => None,
    }
}

/// A name that no exact rule asks for.
fn unknown_name(known: &BTreeSet<SmolStr>) -> SmolStr {
    let mut name = SmolStr::new_static("other.example.com");
    while known.contains(&name) {
        name = format_smolstr!("an{name}");
    }
    name
}
