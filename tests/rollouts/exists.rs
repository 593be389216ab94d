//! Whether there is an order without harm, by trying all of them with the means of the plain walk.

use std::collections::HashSet;

use tcpgen::difference::{Change, ObjectId};
use tcpgen::resource::{Object, Resources};
use tcpgen::routing::{Connection, Environment, RoutingTable};

use super::walk::{clients, effect, make};

struct Orders<'a> {
    old: &'a Resources,
    changes: &'a [Change<'a>],
    traefik: &'a Environment,
    ends: [RoutingTable; 2],
    clients: Vec<Connection>,
    closed: HashSet<u32>,
}

/// Whether some order of the changes harms nobody on the way. `tcpgen apply` refuses to delete something that a route still
/// uses, so orders that do so before the route is changed or deleted do not count.
pub fn harmless_order_exists(old: &Resources, changes: &[Change<'_>], traefik: &Environment) -> bool {
    let mut orders = Orders {
        old,
        changes,
        traefik,
        ends: [old.clone(), Resources::new(state(old, changes, u32::MAX))].map(|end| RoutingTable::new(&end, traefik)),
        clients: all_clients(),
        closed: HashSet::new(),
    };
    orders.leads_on(0)
}

/// Those of the walk, the same over IPv6, and all of them as PostgreSQL clients.
fn all_clients() -> Vec<Connection> {
    let over_ipv6 = |client: Connection| Connection { client_ip: "2001:db8::1".parse().unwrap(), ..client };
    let each = clients().into_iter().flat_map(|client| [over_ipv6(client.clone()), client]);
    each.flat_map(|client| [client.clone(), client.with_postgres()]).collect()
}

fn state(old: &Resources, changes: &[Change<'_>], done: u32) -> Vec<Object> {
    let mut objects = old.objects().to_vec();
    let is_done = |place: &usize| done >> place & 1 == 1;
    changes.iter().enumerate().filter(|(place, _)| is_done(place)).for_each(|(_, change)| make(&mut objects, change));
    objects
}

impl Orders<'_> {
    fn leads_on(&mut self, done: u32) -> bool {
        if done.count_ones() as usize == self.changes.len() {
            return true;
        }
        for step in 0..self.changes.len() {
            let next = done | 1 << step;
            if next == done || self.closed.contains(&next) || self.deletes_what_is_used(done, step) {
                continue;
            }
            if self.is_harmless(next) && self.leads_on(next) {
                return true;
            }
            self.closed.insert(next);
        }
        false
    }

    fn is_harmless(&self, done: u32) -> bool {
        let during = RoutingTable::new(&Resources::new(state(self.old, self.changes, done)), self.traefik);
        let tables = [&self.ends[0], &during, &self.ends[1]];
        self.clients.iter().all(|client| effect(tables, client).is_none())
    }

    fn deletes_what_is_used(&self, done: u32, step: usize) -> bool {
        let change = &self.changes[step];
        let id = &change.step.object;
        let ahead: Vec<&ObjectId> = (0..self.changes.len())
            .filter(|place| done >> place & 1 == 0)
            .map(|place| &self.changes[place].step.object)
            .collect();
        let uses = |object: &Object| {
            let names = |(kind, name): (_, tcpgen::resource::ObjectRef<'_>)| {
                kind == id.kind && name.namespace == id.namespace && name.name == id.name
            };
            object.references().into_iter().any(names)
        };
        let objects = state(self.old, self.changes, done);
        change.content.is_none() && objects.iter().any(|object| ahead.contains(&&ObjectId::of(object)) && uses(object))
    }
}
