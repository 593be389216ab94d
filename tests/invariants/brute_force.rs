//! A proof agrees with trying: over random tables, invariants and connections at the borders of both.

use fastrand::Rng;
use tcpgen::analysis::invariant::{Demand, Invariant, prove};
use tcpgen::analysis::set::{Clients, ConnectionSet, Selection, Universe};
use tcpgen::routing::{Connection, Outcome, Router, RoutingTable};
use tcpgen::source_range::SourceRange;

use crate::reach::random::{Borders, state, table};

/// How many random tables: `TCPGEN_INVARIANT_TABLES=2000` is the long form.
fn tables() -> u64 {
    std::env::var("TCPGEN_INVARIANT_TABLES").ok().and_then(|number| number.parse().ok()).unwrap_or(300)
}

const RANGES: [&str; 6] = ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "::/0", "2001:db8::/32", "0.0.0.0/0"];

fn selection(rng: &mut Rng) -> Selection {
    let ranges: Vec<SourceRange> =
        RANGES.iter().filter(|_| rng.u8(..3) == 0).map(|text| SourceRange::parse(text).unwrap()).collect();
    let names = ["a.test", "*.test", "c.d.test", "*.d.test"].iter().filter(|_| rng.bool());
    let names: Vec<_> = names.map(|name| (*name).into()).collect();
    let seldom = |rng: &mut Rng| rng.u8(..4) == 0;
    Selection {
        entry_points: None,
        clients: rng.bool().then(|| Clients::of(&ranges)),
        tls: seldom(rng).then(|| rng.bool()),
        names: seldom(rng).then_some(names),
        alpn: seldom(rng).then(|| vec!["h2".into()]),
        postgres: seldom(rng).then(|| rng.bool()),
    }
}

/// Whether a connection may reach a service, and whether it always does, read from the routing decision alone.
fn reaches(table: &RoutingTable, connection: &Connection, to: &str) -> (bool, bool) {
    let answer = table.decide_fast(connection);
    let leads = |router: &Router| router.shares().any(|it| format!("{}:{}", it.service, it.port) == to);
    let alone = |router: &Router| router.shares().all(|it| format!("{}:{}", it.service, it.port) == to);
    let ways: Vec<(&Router, bool)> = if answer.contenders.is_empty() {
        answer.router.map(|router| (router, answer.outcome() == Outcome::Forwarded)).into_iter().collect()
    } else {
        answer.contenders.iter().copied().zip(answer.forwards.iter().copied()).collect()
    };
    let there = |(router, forwards): &(&Router, bool)| *forwards && leads(router);
    let any = ways.iter().any(there);
    (any, any && ways.iter().all(|way| there(way) && alone(way.0)))
}

fn offers_acme(connection: &Connection) -> bool {
    connection.tls.as_ref().is_some_and(|hello| hello.alpn.iter().any(|protocol| protocol == "acme-tls/1"))
}

#[test]
fn a_proof_agrees_with_every_connection_that_is_tried() {
    let (mut broken, mut proven) = (0, 0);
    for seed in 0..tables() {
        let mut rng = Rng::with_seed(seed + 7_000_000);
        let text = state(&mut rng);
        let table = table(&text);
        let services: Vec<String> =
            table.routers().iter().flat_map(Router::shares).map(|it| format!("{}:{}", it.service, it.port)).collect();
        let Some(to) = rng.choice(&services) else { continue };
        let set = selection(&mut rng);
        let universe = Universe::new(&[&table], &[&set]);
        let asked = ConnectionSet::of(&universe, &set);
        let borders = Borders::new(&universe, &[asked.rows(), asked.complement().rows()].concat());
        for demand in [Demand::Only, Demand::Never, Demand::Always] {
            let invariant = Invariant { to: Some(vec![to.parse().unwrap()]), demand, set: set.clone() };
            let breaks = |connection: &Connection| {
                let inside = asked.contains(&universe, connection);
                let (any, all) = reaches(&table, connection, to);
                match demand {
                    Demand::Only => any && !inside,
                    Demand::Never => any && inside,
                    Demand::Always => inside && !all && !offers_acme(connection),
                }
            };
            let proof = prove(&table, &[&invariant]).remove(0);
            for part in &proof.broken {
                assert!(breaks(&part.witness), "seed {seed}: {demand:?} {set:?} of {to}: {:?}\n{text}", part.witness);
            }
            broken += usize::from(!proof.broken.is_empty());
            if !proof.holds() {
                continue;
            }
            proven += 1;
            for _ in 0..100 {
                let connection = borders.connection(&mut rng);
                let known = universe.entry_points().any(|name| name == connection.entry_point);
                assert!(
                    !known || !breaks(&connection),
                    "seed {seed}: {demand:?} {set:?} of {to}: {connection:?}\n{text}"
                );
            }
        }
    }
    assert!(broken > 100 && proven > 30, "{broken} broken, {proven} proven");
}
