//! Which connections get another outcome.
//!
//! Routers that are in both tables with all that belongs to them take and leave the same clients. So connections are
//! tried only on entry points where some router differs: for each server name, protocol and client address that the
//! rules and allow lists there tell apart.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use super::probes::Probes;
use super::{ConnectionChange, Fate};
use crate::compilation::Compilation;
use crate::environment::environment;
use crate::resource::Resources;
use crate::routing::{Connection, Deed, EntryPoint, Environment, ObjectName, Router, RoutingTable};
use crate::rule::Rule;
use crate::source::Text;

/// From the old table to the new one, by entry point; first what plain clients notice.
pub(super) fn changes(old: &RoutingTable, new: &RoutingTable) -> Vec<ConnectionChange> {
    found(old, new, |differing, entry_point| Probes::new(&[old, new], differing, entry_point))
}

/// As [`changes`], but tries only connections that may concern the routers that differ.
fn touched(old: &RoutingTable, new: &RoutingTable) -> Vec<ConnectionChange> {
    let tables = [old, new];
    found(old, new, |differing, entry_point| {
        if https(old, entry_point) == https(new, entry_point) {
            Probes::of_change(&tables, tables, differing, entry_point)
        } else {
            Probes::new(&tables, differing, entry_point)
        }
    })
}

fn found(old: &RoutingTable, new: &RoutingTable, probes: impl Fn(&[&Router], &str) -> Probes) -> Vec<ConnectionChange> {
    let entry_points: BTreeSet<&str> = old.entry_points().chain(new.entry_points()).collect();
    let mut found = Vec::new();
    for entry_point in entry_points {
        let differing = changed(old, new, entry_point);
        if !differing.is_empty() || https(old, entry_point) != https(new, entry_point) {
            on_entry_point(old, new, &probes(&differing, entry_point), &mut found);
        }
    }
    found
}

/// From the old state to the new one, each with its own environment as [`in_one_traefik`] completes it.
pub fn between(old: &Compilation, new: &Compilation) -> Vec<ConnectionChange> {
    let sides = [old, new];
    let [before, after] = sides.map(|side| environment(&side.desired));
    let assumed = before.assume_entry_points || after.assume_entry_points;
    if !assumed || old.table.entry_points().eq(new.table.entry_points()) {
        return touched(&old.table, &new.table);
    }
    let [before, after] = [(before, old), (after, new)].map(|(environment, side)| {
        let environment = in_one_traefik(&environment, &old.resources, &new.resources);
        RoutingTable::new(&side.resources, &environment)
    });
    touched(&before, &after)
}

/// The environment in which both states are compared. No Kubernetes object opens a port: an entry point that is not declared
/// and that one of the two states names exists for both.
pub fn in_one_traefik(environment: &Environment, old: &Resources, new: &Resources) -> Environment {
    let mut environment = environment.clone();
    if environment.assume_entry_points {
        let routes = [old, new].into_iter().flat_map(Resources::routes);
        let https = environment.https_hosts_elsewhere.clone();
        let entry_point = |name: &Text| EntryPoint { http_hosts: https.clone(), ..EntryPoint::new(name.value.clone()) };
        environment.entry_points.extend(routes.flat_map(|(_, route)| &route.entry_points).map(entry_point));
        environment.entry_points.sort_by(|a, b| a.name.cmp(&b.name));
        environment.entry_points.dedup_by(|a, b| a.name == b.name);
    }
    environment
}

/// The routers of an entry point by which two tables differ, from both: those that the other table does not have, or not
/// with the same services and guards.
pub(super) fn changed<'t>(one: &'t RoutingTable, other: &'t RoutingTable, entry_point: &str) -> Vec<&'t Router> {
    let [deeds, others] = [one, other].map(|table| deeds(table, entry_point));
    let differing = |table: &'t RoutingTable, known: &Deeds<'t>| -> Vec<&'t Router> {
        let is_known = |router: &Router| {
            let deed = table.deed(router);
            known.get(&(&router.object, router.rule.as_str())).is_some_and(|deeds| deeds.contains(&deed))
        };
        table.routers_on(entry_point).filter(|router| !is_known(router)).collect()
    };
    [differing(one, &others), differing(other, &deeds)].concat()
}

/// The deeds on an entry point by object and rule.
type Deeds<'t> = HashMap<(&'t ObjectName, &'t str), Vec<Deed<'t>>>;

fn deeds<'t>(table: &'t RoutingTable, entry_point: &str) -> Deeds<'t> {
    let mut deeds = Deeds::new();
    for router in table.routers_on(entry_point) {
        deeds.entry((&router.object, router.rule.as_str())).or_default().push(table.deed(router));
    }
    deeds
}

/// What HTTPS routers take before any TCP router.
fn https<'t>(table: &'t RoutingTable, entry_point: &str) -> (bool, Vec<&'t str>) {
    (table.has_https_catch_all(entry_point), table.https_rules(entry_point).iter().map(Rule::text).collect())
}

/// Connections with the same outcome before and after are shown by the first of them: a plain one, if there is any.
fn on_entry_point(old: &RoutingTable, new: &RoutingTable, probes: &Probes, found: &mut Vec<ConnectionChange>) {
    let mut known: HashMap<String, usize> = HashMap::new();
    probes.each(|connection: Connection| {
        let fate = |table: &RoutingTable| Fate::new(table, &table.decide_fast(&connection));
        let (was, now) = (fate(old), fate(new));
        if was == now {
            return;
        }
        match known.entry(format!("{was:?} {now:?}")) {
            Entry::Occupied(shown) => {
                if let Some(shown) = found.get_mut(*shown.get()) {
                    shown.alike += 1;
                }
            }
            Entry::Vacant(place) => {
                place.insert(found.len());
                found.push(ConnectionChange::new(connection, was, now));
            }
        }
    });
}
