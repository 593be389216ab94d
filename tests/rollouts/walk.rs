//! A change walked by the plainest means: the objects in a list, a routing table after each step, and the long decision.
//! It shares nothing with tcpgen's own rehearsal but the routing model.

use std::collections::BTreeSet;
use std::fmt;
use std::net::IpAddr;

use tcpgen::difference::{Change, Effect, ObjectId};
use tcpgen::resource::{Object, Resources};
use tcpgen::routing::{Connection, Environment, Outcome, RoutingTable};

/// A client to which something happens between two steps that is neither the old nor the new state's doing.
#[derive(Debug, PartialEq)]
pub struct Harm {
    pub effect: Effect,
    pub after_steps: usize,
    pub connection: Connection,
}

impl fmt::Display for Harm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tls = self.connection.sni().map_or("", |name| name);
        let effect = if self.effect == Effect::Opens { "opens" } else { "shuts" };
        write!(f, "{effect} {} {tls} after {}", self.connection.client_ip, self.after_steps)
    }
}

/// One client of each sort that the rules and lists of these tests tell apart.
pub fn clients() -> Vec<Connection> {
    let addresses = ["10.0.0.1", "10.1.0.1", "192.168.0.1", "172.16.0.1", "203.0.113.9"];
    let addresses = addresses.map(|address| address.parse::<IpAddr>().unwrap());
    let of = |address| {
        let tls = ["a.test", "b.test", "c.test"].map(|name| Connection::tls("db", address, name));
        [Connection::plain("db", address), Connection::tls_without_sni("db", address)].into_iter().chain(tls)
    };
    addresses.into_iter().flat_map(of).collect()
}

/// The services that a client reaches; none where chance decides.
fn reached(table: &RoutingTable, client: &Connection) -> Option<BTreeSet<String>> {
    let decision = table.decide(client);
    match decision.outcome {
        Outcome::Ambiguous => None,
        Outcome::Forwarded => {
            Some(decision.services.iter().map(|share| format!("{}:{}", share.service, share.port)).collect())
        }
        Outcome::Closed | Outcome::Http => Some(BTreeSet::new()),
    }
}

/// Makes a change.
pub fn make(objects: &mut Vec<Object>, change: &Change<'_>) {
    let id = change.step.object.clone();
    let place = objects.iter().position(|object| ObjectId::of(object) == id);
    match (change.content, place) {
        (Some(content), Some(place)) => objects[place] = content.clone(),
        (Some(content), None) => objects.push(content.clone()),
        (None, Some(place)) => drop(objects.remove(place)),
        (None, None) => panic!("{} is not there", change.step),
    }
}

/// Every state from the one before the first change to the one after the last.
pub fn states(old: &Resources, changes: &[Change<'_>], traefik: &Environment) -> Vec<RoutingTable> {
    let mut objects = old.objects().to_vec();
    let mut tables = vec![RoutingTable::new(&Resources::new(objects.clone()), traefik)];
    for change in changes {
        make(&mut objects, change);
        tables.push(RoutingTable::new(&Resources::new(objects.clone()), traefik));
    }
    tables
}

/// What a state between does to a client, given the first and the last one.
pub fn effect(tables: [&RoutingTable; 3], client: &Connection) -> Option<Effect> {
    let [before, during, after] = tables.map(|table| reached(table, client));
    let (Some(before), Some(after)) = (before, after) else { return None };
    match during {
        None if before.is_empty() && after.is_empty() => Some(Effect::Opens),
        None => None,
        Some(during) if during.is_empty() && !before.is_empty() && !after.is_empty() => Some(Effect::Shuts),
        Some(during) => during.iter().any(|one| !before.contains(one) && !after.contains(one)).then_some(Effect::Opens),
    }
}

/// All that goes wrong while changes are made one after the other.
pub fn walk(old: &Resources, changes: &[Change<'_>], traefik: &Environment) -> Vec<Harm> {
    let tables = states(old, changes, traefik);
    let (first, last) = (&tables[0], &tables[tables.len() - 1]);
    let clients = clients();
    let mut found = Vec::new();
    for (after_steps, during) in tables.iter().enumerate() {
        for client in &clients {
            if let Some(effect) = effect([first, during, last], client) {
                found.push(Harm { effect, after_steps, connection: client.clone() });
            }
        }
    }
    found
}
