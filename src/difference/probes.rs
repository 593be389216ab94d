use std::collections::BTreeSet;
use std::net::IpAddr;

use foldhash::HashSet;
use ipnet::IpNet;
use smol_str::SmolStr;

use crate::analysis::{Budget, Key, Names, addresses, choices, keys};
use crate::routing::{Connection, Router, RoutingTable};
use crate::rule::{Rule, TlsMode};
use crate::source_range::SourceRange;

/// How many routers that do not differ are looked at.
const OTHERS_AT_MOST: usize = 256;
/// How many connections are tried on an entry point before fewer addresses are.
const PROBES_AT_MOST: usize = 200_000;
/// How many addresses are tried in any case.
const ADDRESSES_AT_LEAST: usize = 4;

/// The connections to try on an entry point.
#[derive(Debug)]
pub(crate) struct Probes {
    entry_point: SmolStr,
    addresses: Vec<IpAddr>,
    /// Server names; none for TLS without one.
    pub(super) names: Vec<Option<SmolStr>>,
    /// What clients offer by ALPN.
    pub(super) offers: Vec<Vec<SmolStr>>,
}

impl Probes {
    /// Those that tell `differing` routers from the others of the entry point.
    pub fn new(tables: &[&RoutingTable], differing: &[&Router], entry_point: &str) -> Self {
        Self::among(tables, differing, entry_point, |_| true)
    }

    /// Those that can tell, by these tables, whether a change of the routers `changed` from `old` to `new` affects a client.
    pub fn of_change(
        tables: &[&RoutingTable],
        [old, new]: [&RoutingTable; 2],
        changed: &[&Router],
        entry_point: &str,
    ) -> Self {
        // The first router that looks at TLS, or the last one that does not, changes how Traefik reads every client.
        if sorts(old, entry_point) == sorts(new, entry_point) {
            Self::touching(tables, changed, entry_point)
        } else {
            Self::new(tables, changed, entry_point)
        }
    }

    /// Those that can tell whether a change of the routers `changed` affects a client. If each of these takes only clients
    /// of a few server names, only routers that may take the same clients are considered.
    fn touching(tables: &[&RoutingTable], changed: &[&Router], entry_point: &str) -> Self {
        let Some(names) = changed.iter().map(|router| bound_to(router)).collect::<Option<Vec<_>>>() else {
            return Self::new(tables, changed, entry_point);
        };
        let names = names.concat();
        Self::among(tables, changed, entry_point, |router| {
            bound_to(router)
                .is_none_or(|others| others.iter().any(|other| names.iter().any(|name| name.overlaps(other))))
        })
    }

    /// Those that tell `differing` routers from the relevant ones of the others.
    fn among(
        tables: &[&RoutingTable],
        differing: &[&Router],
        entry_point: &str,
        is_relevant: impl Fn(&Router) -> bool,
    ) -> Self {
        let mut said = Said::default();
        let differs: HashSet<*const Router> = differing.iter().map(|router| std::ptr::from_ref(*router)).collect();
        for table in tables {
            said.rules.extend(table.https_rules(entry_point));
            let mut others = 0;
            for router in table.routers_on(entry_point) {
                let is_other = !differs.contains(&std::ptr::from_ref(router));
                if is_other && (others == OTHERS_AT_MOST || !is_relevant(router)) {
                    continue;
                }
                others += usize::from(is_other);
                said.add(table, router);
            }
        }
        said.into_probes(entry_point)
    }

    /// The number of connections, at most.
    pub fn len(&self) -> usize {
        let tls = self.names.len() * self.offers.len() + self.names.len();
        self.addresses.len().saturating_mul(2) + self.addresses.len().saturating_mul(tls).min(2 * PROBES_AT_MOST)
    }

    /// Calls `probe` with each connection: plain ones, then TLS, then those of PostgreSQL clients.
    pub fn each(&self, mut probe: impl FnMut(Connection)) {
        let plain = || self.addresses.iter().map(|&address| Connection::plain(self.entry_point.clone(), address));
        plain().for_each(&mut probe);
        for offer in &self.offers {
            for name in &self.names {
                self.tls(name.as_ref(), offer).for_each(&mut probe);
            }
        }
        plain().map(Connection::with_postgres).for_each(&mut probe);
        for name in &self.names {
            self.tls(name.as_ref(), &[]).map(Connection::with_postgres).for_each(&mut probe);
        }
    }

    pub(super) fn tls(&self, name: Option<&SmolStr>, offer: &[SmolStr]) -> impl Iterator<Item = Connection> {
        let many = PROBES_AT_MOST / (self.names.len() * self.offers.len()).max(1);
        self.addresses.iter().take(many.max(ADDRESSES_AT_LEAST)).map(move |&address| {
            let connection = match name {
                Some(name) => Connection::tls(self.entry_point.clone(), address, name.clone()),
                None => Connection::tls_without_sni(self.entry_point.clone(), address),
            };
            connection.with_alpn(offer.iter().cloned())
        })
    }
}

/// The server names to which a router is bound; none if it may take clients of any other.
fn bound_to(router: &Router) -> Option<Vec<Key>> {
    router.rule_tree().and_then(|rule| keys(rule.expression()))
}

/// Whether an entry point has routers without TLS, and routers with it.
fn sorts(table: &RoutingTable, entry_point: &str) -> [bool; 2] {
    let any = |plain: bool| table.routers_on(entry_point).any(|router| (router.tls_mode == TlsMode::None) == plain);
    [any(true), any(false)]
}

/// What the routers of an entry point tell clients apart by.
#[derive(Debug, Default)]
pub(super) struct Said<'t> {
    pub rules: Vec<&'t Rule>,
    ranges: BTreeSet<IpNet>,
}

impl<'t> Said<'t> {
    pub fn add(&mut self, table: &'t RoutingTable, router: &'t Router) {
        self.rules.extend(router.rule_tree());
        self.ranges.extend(table.allow_lists(router).flatten().map(SourceRange::network));
    }

    /// The ALPN protocols that rules ask for.
    pub fn protocols(&self) -> impl Iterator<Item = &'t str> {
        self.rules.iter().flat_map(|rule| rule.protocols()).map(|(_, name, _)| name)
    }

    pub fn into_probes(mut self, entry_point: &str) -> Probes {
        let asked: BTreeSet<&str> = self.protocols().collect();
        let rules = &self.rules;
        self.ranges.extend(rules.iter().flat_map(|rule| rule.client_ips()).map(|(_, range, _)| range.network()));
        let asked: Vec<SmolStr> = asked.into_iter().map(SmolStr::new).collect();
        let names = Names::new(rules.iter().copied(), &mut Budget::new(rules.len())).all;
        Probes { entry_point: entry_point.into(), addresses: addresses(self.ranges), names, offers: choices(&asked).0 }
    }
}
