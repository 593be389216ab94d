//! Random states: a connection is listed as different if and only if the decisions of both versions differ, and each cause
//! that is named brings its difference.

use std::collections::BTreeSet;

use tcpgen::routing::{Connection, Decision, HelloForm, Outcome, Reason};
use tcpgen::traefik::{Changes, change};
use tcpgen::{Options, TraefikVersion, compile, environment};

use super::{asked, subject};
use crate::conformance::random::{dice::Dice, tables::table};
use crate::conformance::versions::tables::World;

const PAIRS: [[&str; 2]; 6] = [
    ["3.6.15", "3.7.15"],
    ["3.0.4", "3.7.15"],
    ["3.4.3", "3.6.15"],
    ["3.7.15", "3.3.4"],
    ["3.6.10", "3.6.11"],
    ["3.7.10", "3.7.12"],
];
const STATES: u64 = 24;
const CONNECTIONS: usize = 150;
const SEED: u64 = 20_261_201;

/// What a client or a server can tell of a decision; the router only where it forwards.
type Told = (Outcome, Option<Reason>, Option<String>, Vec<String>, String, bool);

fn told(decision: &Decision) -> Told {
    let forwarded = decision.outcome == Outcome::Forwarded;
    let router = decision.router.as_ref().filter(|_| forwarded).map(ToString::to_string);
    let services = decision.services.iter().map(|share| format!("{share:?}")).collect();
    let tls = if forwarded { format!("{:?}", decision.tls_mode) } else { String::new() };
    (decision.outcome, decision.reason, router, services, tls, decision.waits_for_client)
}

#[test]
fn a_connection_is_listed_if_and_only_if_decisions_differ() {
    let (mut differing, mut alike) = (0, 0);
    for number in 0..STATES {
        let [from, to] = PAIRS[usize::try_from(number).unwrap() % PAIRS.len()];
        let world = World::new(SEED, number);
        let text = world.table.text();
        let subject = subject(&text);
        let upgraded = asked(&subject, from, to);
        let tables = [from, to].map(|version| {
            let version = Some(TraefikVersion::parse(version).unwrap());
            compile(&subject.sources.clone().for_traefik(version), &Options::default()).table
        });
        let decide = |connection: &Connection| [&tables[0], &tables[1]].map(|table| told(&table.decide(connection)));
        let mut listed: BTreeSet<String> = BTreeSet::new();
        for found in upgraded.upgrade.changes.iter().flat_map(|effect| &effect.connections) {
            let sides = decide(&found.connection);
            listed.insert(format!("{} {sides:?}", found.connection.entry_point));
        }
        let mut dice = Dice::new(SEED, number);
        let others =
            std::iter::repeat_with(|| crate::conformance::random::connections::connection(&mut dice).connection);
        let own = world.attempts.iter().map(|(_, attempt)| attempt.connection.clone());
        let forms = [HelloForm::Fragmented, HelloForm::Unreadable, HelloForm::Unfinished, HelloForm::Overlong];
        for (place, connection) in own.chain(others.take(CONNECTIONS)).enumerate() {
            let connection = match forms.get(place % 8).filter(|_| connection.tls.is_some()) {
                Some(form) => connection.with_form(*form),
                None => connection,
            };
            let sides = decide(&connection);
            if sides[0] == sides[1] {
                alike += 1;
            } else {
                differing += 1;
                let key = format!("{} {sides:?}", connection.entry_point);
                assert!(
                    listed.contains(&key),
                    "{from} to {to}, table {number}: not listed: {connection:?}\n{key}\n{text}"
                );
            }
        }
    }
    println!("{differing} connections differ, {alike} do not");
    assert!(differing > 100 && alike > 1000, "{differing} {alike}");
}

#[test]
fn what_is_listed_differs_and_its_cause_brings_it() {
    let mut causes = BTreeSet::new();
    for number in 0..STATES {
        let [from, to] =
            PAIRS[usize::try_from(number).unwrap() % PAIRS.len()].map(|it| TraefikVersion::parse(it).unwrap());
        let text = World::new(SEED ^ 7, number).table.text();
        let subject = subject(&text);
        let upgraded = asked(&subject, &from.to_string(), &to.to_string());
        let [old, new] = [from, to].map(|version| {
            let sources = subject.sources.clone().for_traefik(Some(version));
            compile(&sources, &Options::default())
        });
        let (before, after) = (Changes::of(from), Changes::of(to));
        for effect in &upgraded.upgrade.changes {
            let rows: Vec<&str> = std::iter::once(&effect.row).chain(&effect.with).map(|row| row.id).collect();
            let taken = change::all().filter(|change| rows.contains(&change.id));
            let changes = taken.fold(before, |changes, change| changes.taking(change, after));
            let mut environment = environment(&old.desired);
            environment.changes = Some(changes);
            let mixed = tcpgen::routing::RoutingTable::new(&old.resources, &environment);
            for found in &effect.connections {
                let [was, by, is] =
                    [&old.table, &mixed, &new.table].map(|table| told(&table.decide(&found.connection)));
                assert_eq!(by, is, "{from} to {to}: {rows:?}, {:?}\n{text}", found.connection);
                let servers = found.old.servers != found.new.servers;
                let words = found.old.message != found.new.message;
                assert!(was != is || servers || words, "{from} to {to}: {rows:?}, {:?}\n{text}", found.connection);
            }
            for found in &effect.routers {
                let at = |table: &tcpgen::routing::RoutingTable| {
                    let mut routers = table.routers().iter();
                    let router = routers.find(|it| it.object == found.router && it.index == found.index).unwrap();
                    (router.status, router.errors(), router.name().clone())
                };
                let (by, is) = (at(&mixed), at(&new.table));
                assert!((by.0, &by.1) == (is.0, &is.1) || by.2 == is.2, "{from} to {to}: {rows:?}, {found:?}\n{text}");
            }
            causes.insert(rows.join("+"));
        }
    }
    println!("causes: {causes:?}");
    assert!(causes.len() >= 15, "{causes:?}");
}

#[test]
fn one_version_is_no_difference() {
    for number in 0..10 {
        let text = table(&mut Dice::new(SEED, number)).text();
        let subject = subject(&text);
        let upgraded = asked(&subject, "3.6.11", "3.6.11");
        assert!(upgraded.upgrade.is_empty(), "{text}");
    }
}
