//! Which connections get another outcome.
//!
//! Routers that are in both tables with all that belongs to them take and leave the same clients. So connections are
//! tried only on entry points where some router differs: for each server name, protocol and client address that the
//! rules and allow lists there tell apart.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::probes::Probes;
use super::{ConnectionChange, Fate};
use crate::resource::Resources;
use crate::routing::{Connection, EntryPoint, Environment, Router, RoutingTable};
use crate::rule::Rule;

/// From the old table to the new one, by entry point; first what plain clients notice.
pub(super) fn changes(old: &RoutingTable, new: &RoutingTable) -> Vec<ConnectionChange> {
    let entry_points: BTreeSet<&str> = old.entry_points().chain(new.entry_points()).collect();
    let mut found = Vec::new();
    for entry_point in entry_points {
        let (gone, come) = (differing(old, new, entry_point), differing(new, old, entry_point));
        let hosts_differ = https(old, entry_point) != https(new, entry_point);
        if !gone.is_empty() || !come.is_empty() || hosts_differ {
            let probes = Probes::new(&[old, new], &[gone, come].concat(), entry_point);
            on_entry_point(old, new, &probes, &mut found);
        }
    }
    found
}

/// From the old objects to the new ones, in one Traefik.
pub fn between(environment: &Environment, old: &Resources, new: &Resources) -> Vec<ConnectionChange> {
    let environment = in_one_traefik(environment, old, new);
    let [before, after] = [old, new].map(|resources| RoutingTable::new(resources, &environment));
    changes(&before, &after)
}

/// The environment that both have. No Kubernetes object opens a port: an entry point that nobody declares and one of the
/// two names exists for both.
pub fn in_one_traefik(environment: &Environment, old: &Resources, new: &Resources) -> Environment {
    let mut environment = environment.clone();
    if environment.assume_entry_points {
        assume(&mut environment, [old, new]);
    }
    environment
}

/// Adds the entry points that routes name.
pub(super) fn assume(environment: &mut Environment, resources: [&Resources; 2]) {
    let routes = resources.into_iter().flat_map(Resources::routes);
    let named = routes.flat_map(|(_, route)| &route.entry_points).map(|name| EntryPoint::new(name.value.clone()));
    environment.entry_points.extend(named);
    environment.entry_points.sort_by(|a, b| a.name.cmp(&b.name));
    environment.entry_points.dedup_by(|a, b| a.name == b.name);
}

/// The routers of an entry point that `table` has and `other` has not, or not with the same services and guards.
fn differing<'t>(table: &'t RoutingTable, other: &RoutingTable, entry_point: &str) -> Vec<&'t Router> {
    let known: HashSet<String> = other.routers_on(entry_point).map(|router| other.deed(router)).collect();
    table.routers_on(entry_point).filter(|router| !known.contains(&table.deed(router))).collect()
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
