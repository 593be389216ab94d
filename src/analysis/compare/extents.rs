//! Where two tables may treat connections differently.
//!
//! Two routers of the same deed take the same connections and treat them the same. So only the connections that a router
//! of one table alone may take have to be compared, and of these only what its server names leave.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt as _};
use smol_str::SmolStr;

use super::super::keys::{keys, pattern};
use super::super::report::ANY_ENTRY_POINT;
use super::super::set::{Extent, Part};
use crate::routing::{Deed, ObjectName, Router, RoutingTable};
use crate::rule::{Rule, TlsMode};
use crate::traefik::change;

/// Connections, by entry point; none of those that are not here.
pub(crate) type Extents = BTreeMap<SmolStr, Extent>;

/// What may differ at each entry point where anything may.
pub(super) fn extents(old: &RoutingTable, new: &RoutingTable) -> Extents {
    let unnamed = [old, new].iter().any(|table| table.serves_unnamed_entry_points()).then_some(ANY_ENTRY_POINT);
    let names: BTreeSet<&str> = old.entry_points().chain(new.entry_points()).chain(unnamed).collect();
    names.into_iter().filter_map(|name| Some((name.into(), extent([old, new], name)?))).collect()
}

/// What may differ between two tables of which only these routers do, and these not in the connections that they take.
pub(crate) fn extents_of(old: &RoutingTable, new: &RoutingTable, routers: &[&Router]) -> Extents {
    let unnamed = old.serves_unnamed_entry_points() && routers.iter().any(|router| router.is_everywhere());
    let names = routers.iter().flat_map(|router| router.using.iter().map(SmolStr::as_str));
    let names: BTreeSet<&str> = names.chain(unnamed.then_some(ANY_ENTRY_POINT)).collect();
    let extent = |name: &str| {
        let on = |router: &&Router| router.is_everywhere() || router.using.iter().any(|using| using == name);
        let here: Vec<&Router> = routers.iter().copied().filter(on).collect();
        part([old, new], name, &here).map_or(Extent::Whole, Extent::Part)
    };
    names.into_iter().map(|name| (name.into(), extent(name))).collect()
}

fn extent(tables: [&RoutingTable; 2], name: &str) -> Option<Extent> {
    let [old, new] = tables;
    let one_traefik = old.changes() == new.changes() && old.has_entry_point(name) == new.has_entry_point(name);
    if !one_traefik || https(old, name) != https(new, name) || !old.has_default_tls_of(new) {
        return Some(Extent::Whole);
    }
    let changed = changed(old, new, name);
    if changed.is_empty() { None } else { Some(part(tables, name, &changed).map_or(Extent::Whole, Extent::Part)) }
}

/// The connections that these routers may take, if that is not any connection.
fn part(tables: [&RoutingTable; 2], name: &str, changed: &[&Router]) -> Option<Part> {
    // Else routers without TLS take clients with TLS as well.
    let are_apart = |table: &RoutingTable| peeks(table, name) && table.changes().has(&change::POSTGRES_STARTTLS);
    if !tables.into_iter().all(are_apart) {
        return None;
    }
    let (plain, tls): (Vec<&Router>, Vec<&Router>) =
        changed.iter().partition(|router| router.tls_mode == TlsMode::None);
    let (mut names, mut patterns) = (Vec::new(), Vec::new());
    for router in tls {
        for alternative in router.rule_tree()?.expression().alternatives() {
            match (keys(alternative), pattern(alternative)) {
                (Some(keys), _) => names.extend(keys),
                (None, Some(pattern)) if !patterns.contains(pattern) => patterns.push(pattern.clone()),
                (None, Some(_)) => {}
                (None, None) => return None,
            }
        }
    }
    Some(Part::new(names, patterns, !plain.is_empty()))
}

/// Whether Traefik reads a client's first bytes before it chooses a router.
fn peeks(table: &RoutingTable, name: &str) -> bool {
    let (catch_all, hosts) = https(table, name);
    catch_all || !hosts.is_empty() || table.routers_on(name).any(|router| router.tls_mode != TlsMode::None)
}

/// What HTTPS routers take before any TCP router: whether one takes every name, and the hosts of the others.
fn https<'t>(table: &'t RoutingTable, entry_point: &str) -> (bool, Vec<&'t str>) {
    (table.has_https_catch_all(entry_point), table.https_rules(entry_point).iter().map(Rule::text).collect())
}

/// The routers of an entry point by which two tables differ, from both: those that the other table does not have, or not
/// with the same services and guards.
pub(crate) fn changed<'t>(one: &'t RoutingTable, other: &'t RoutingTable, entry_point: &str) -> Vec<&'t Router> {
    let [mut ones, mut others] = [one, other].map(|table| table.routers_on(entry_point).collect::<Vec<_>>());
    let is_same = |(a, b): &(&&'t Router, &&'t Router)| one.deed(a) == other.deed(b);
    // Most are the same, and in the same order.
    let first = ones.iter().zip(&others).take_while(is_same).count();
    let last = ones.iter().skip(first).rev().zip(others.iter().skip(first).rev()).take_while(is_same).count();
    for routers in [&mut ones, &mut others] {
        routers.truncate(routers.len() - last);
        routers.drain(..first);
    }
    let missing = |table: &'t RoutingTable, routers: &[&'t Router], known: &Deeds<'t>| -> Vec<&'t Router> {
        let is_known = |router: &Router| {
            let deed = table.deed(router);
            known.get(&(&router.object, router.rule.as_str())).is_some_and(|deeds| deeds.contains(&deed))
        };
        routers.iter().copied().filter(|router| !is_known(router)).collect()
    };
    let (deeds_of_one, deeds_of_other) = (deeds(one, &ones), deeds(other, &others));
    [missing(one, &ones, &deeds_of_other), missing(other, &others, &deeds_of_one)].concat()
}

/// Deeds by object and rule.
type Deeds<'t> = HashMap<(&'t ObjectName, &'t str), Vec<Deed<'t>>>;

fn deeds<'t>(table: &'t RoutingTable, routers: &[&'t Router]) -> Deeds<'t> {
    let mut deeds = Deeds::new();
    for router in routers {
        deeds.entry((&router.object, router.rule.as_str())).or_default().push(table.deed(router));
    }
    deeds
}
