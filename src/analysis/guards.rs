//! Disabled routers with allow lists, and the clients that come past these.

use foldhash::HashMap;
use smol_str::SmolStr;

use super::budget::{Budget, asked};
use super::cells::{Axes, matches, ranges};
use super::finding::FailsOpen;
use super::keys::{Key, keys};
use super::names::Names;
use crate::routing::{Cause, ClientHello, Connection, Router, RoutingTable};
use crate::rule::{Rule, TlsMode};

/// The most classes of clients of one disabled router that are looked at.
const MOST: usize = 20_000;

/// The budget ended before everything was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CutShort;

/// Whether a router is disabled and has, or was to have, an allow list.
pub(super) fn is_out_of_order(table: &RoutingTable, router: &Router) -> bool {
    let guarded = router.has_broken_guard() || table.allow_lists(router).next().is_some();
    !router.is_listed() && router.rule_tree().is_some() && guarded
}

/// The routers of an entry point that take connections, by the names that they can match.
#[derive(Debug, Default)]
pub(super) struct Others<'t> {
    /// Those that no few names tell.
    general: Vec<&'t Router>,
    named: HashMap<Key, Vec<&'t Router>>,
    /// Those of exact names, by what is behind the first dot.
    under: HashMap<SmolStr, Vec<&'t Router>>,
}

impl<'t> Others<'t> {
    pub fn new(routers: impl Iterator<Item = &'t Router>) -> Self {
        let mut others = Self::default();
        for router in routers {
            let Some(keys) = router.rule_tree().and_then(|rule| keys(rule.expression())) else {
                others.general.push(router);
                continue;
            };
            for key in keys {
                if let Key::Host(name) = &key
                    && let Some((_, suffix)) = name.split_once('.')
                {
                    others.under.entry(suffix.into()).or_default().push(router);
                }
                others.named.entry(key).or_default().push(router);
            }
        }
        others
    }

    /// Those that may share clients with a rule of these names.
    fn sharing(&self, keys: Option<&[Key]>) -> Vec<&'t Router> {
        let mut sharing = self.general.clone();
        let Some(keys) = keys else {
            sharing.extend(self.named.values().flatten());
            return sharing;
        };
        for key in keys {
            sharing.extend(self.named.get(key).into_iter().flatten());
            match key {
                Key::Host(name) => {
                    let wildcard = name.split_once('.').map(|(_, suffix)| Key::Suffix(suffix.into()));
                    sharing.extend(wildcard.and_then(|key| self.named.get(&key)).into_iter().flatten());
                }
                Key::Suffix(suffix) => sharing.extend(self.under.get(suffix).into_iter().flatten()),
            }
        }
        sharing
    }
}

/// A client of a disabled router that is forwarded past its allow list.
pub(super) fn fails_open<'t>(
    table: &'t RoutingTable,
    at: &SmolStr,
    disabled: &'t Router,
    others: &Others<'t>,
    budget: &mut Budget,
) -> Result<Option<FailsOpen<'t>>, CutShort> {
    let Some(rule) = disabled.rule_tree() else { return Ok(None) };
    let keys = keys(rule.expression());
    let sharing = others.sharing(keys.as_deref());
    if !budget.spend(1 + sharing.len()) {
        return Err(CutShort);
    }
    let clients = clients(table, disabled, rule, keys.as_deref(), &sharing, budget)?;
    Ok(clients.into_iter().find_map(|(client_ip, tls)| {
        let witness = Connection { entry_point: at.clone(), client_ip, tls, postgres: false };
        let instead = bypass(table, disabled, rule, &witness)?;
        Some(FailsOpen { router: disabled, witness, instead })
    }))
}

/// The router that forwards a client which the disabled router would have kept out.
fn bypass<'t>(table: &'t RoutingTable, disabled: &Router, rule: &Rule, witness: &Connection) -> Option<&'t Router> {
    if !matches(rule.expression(), witness) {
        return None;
    }
    let answer = table.decide_fast(witness);
    if answer.cause != Cause::Forwarded {
        return None;
    }
    let mut takers = answer.router.into_iter().chain(answer.contenders.iter().copied());
    let first = answer.router.or(answer.contenders.first().copied())?;
    let plain = |router: &Router| router.tls_mode == TlsMode::None;
    let would_lose = |taker: &Router| plain(taker) == plain(disabled) && taker.priority >= disabled.priority;
    let stops = |taker: &Router| table.allow_lists(taker).next().is_some();
    let kept_out = !table.admits(disabled, witness.client_ip);
    let past = |taker: &'t Router| !would_lose(taker) && (kept_out || disabled.has_broken_guard() && !stops(taker));
    takers.all(past).then_some(first)
}

type Sender = (std::net::IpAddr, Option<ClientHello>);

/// The clients that the disabled router's rule, its allow lists and the other rules tell apart.
fn clients(
    table: &RoutingTable,
    disabled: &Router,
    rule: &Rule,
    keys: Option<&[Key]>,
    others: &[&Router],
    budget: &mut Budget,
) -> Result<Vec<Sender>, CutShort> {
    let rules: Vec<&Rule> =
        std::iter::once(rule).chain(others.iter().filter_map(|router| router.rule_tree())).collect();
    // Traefik speaks HTTP/2 by default, so a client that offers it too gets through a handshake with Traefik.
    let expressions: Vec<_> = rules.iter().map(|rule| rule.expression()).collect();
    let axes = Axes::with_protocols(&expressions, &["h2"]);
    let lists = std::iter::once(disabled).chain(others.iter().copied()).flat_map(|router| table.allow_lists(router));
    let guarded = lists.flatten().map(crate::source_range::SourceRange::network);
    let addresses = super::addresses::addresses(rules.iter().flat_map(|rule| ranges(rule.expression())).chain(guarded));
    if disabled.tls_mode == TlsMode::None {
        let enough = budget.spend(addresses.len().saturating_mul(asked([rule.expression()])));
        return enough.then(|| addresses.into_iter().map(|client| (client, None)).collect()).ok_or(CutShort);
    }
    let names = Names::new(rules.iter().copied(), budget);
    let places: Vec<usize> = match keys {
        Some(keys) => keys.iter().flat_map(|key| names.of(key)).copied().collect(),
        None => (0..names.all.len()).collect(),
    };
    let work = places.len().saturating_mul(addresses.len()).saturating_mul(axes.protocols.len());
    if work > MOST || !budget.spend(work.saturating_mul(asked([rule.expression()]))) {
        return Err(CutShort);
    }
    let mut clients = Vec::with_capacity(work);
    for sni in places.into_iter().filter_map(|place| names.all.get(place)) {
        for alpn in &axes.protocols {
            let hello = ClientHello::new(sni.clone(), alpn.clone());
            clients.extend(addresses.iter().map(|&client| (client, Some(hello.clone()))));
        }
    }
    Ok(clients)
}
