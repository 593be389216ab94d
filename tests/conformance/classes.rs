//! The classes of all connections, judged by Traefik: connections of every class and of its borders.
//!
//! `TCPGEN_SEED`, `TCPGEN_CLASS_TABLES` and `TCPGEN_CLASS_CONNECTIONS` (of each table, at most) are read from the environment.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

use fastrand::Rng;
use rustls::pki_types::DnsName;
use tcpgen::analysis::Classes;
use tcpgen::analysis::set::{Clients, Row, Universe};
use tcpgen::routing::{Connection, Outcome};
use tcpgen::source_range::SourceRange;

use super::random::dice::Dice;
use super::random::{setting, tables};
use super::rig::{Attempt, Rig, State};

const SEED: u64 = 20_261_129;

/// A connection of a row whose client this machine can be: the entry point `a` has no proxy before it that could announce
/// another address.
fn attempt(rng: &mut Rng, universe: &Universe, row: &Row<u32>) -> Option<Connection> {
    let direct = row.entry_point(universe) == "a";
    let loopback = Clients::of(&[SourceRange::parse("127.0.0.0/8").unwrap()]);
    let row = if direct { row.clone().with_clients(row.clients.intersection(&loopback)) } else { row.clone() };
    let mut connection = row.witness(universe)?;
    // Clients of the borders: the first and the last address of a range.
    let ranges = row.clients.ranges();
    let range = ranges[rng.usize(..ranges.len())];
    let border = if rng.bool() { range.network() } else { range.broadcast() };
    if rng.bool() && is_usable(border) {
        connection.client_ip = border;
    }
    Some(connection)
}

/// Whether a socket or a proxy's header can have this address: not that of a whole network.
fn is_usable(address: IpAddr) -> bool {
    let networks = [Ipv4Addr::new(127, 0, 0, 0), Ipv4Addr::new(127, 255, 255, 255)].map(IpAddr::V4);
    !address.is_unspecified() && !networks.contains(&address)
}

#[test]
fn connections_of_each_class_have_its_outcome() {
    let seed = setting("TCPGEN_SEED", SEED);
    let (tables, most) = (setting("TCPGEN_CLASS_TABLES", 40), setting("TCPGEN_CLASS_CONNECTIONS", 40));
    let rig = Rig::with_files(&Rig::static_config());
    let (mut made, mut rows_met, mut disagreements) = (0, 0, Vec::new());
    let mut outcomes = BTreeSet::new();
    for number in 0..tables {
        let mut dice = Dice::new(seed, number + 500_000);
        let mut rng = Rng::with_seed(seed + number);
        let state = std::iter::repeat_with(|| State::new(&tables::table(&mut dice).text()));
        let state = state.into_iter().find(|state| !state.crashes_provider()).unwrap();
        rig.serve(&state);
        let universe = Universe::new(&[&state.table], &[]);
        let classes = Classes::new(&universe, &state.table);
        let mut rows = classes.rows();
        rng.shuffle(&mut rows);
        let attempts = rows.iter().filter_map(|row| Some((row.value, attempt(&mut rng, &universe, row)?)));
        for (class, connection) in attempts.take(usize::try_from(most).unwrap()) {
            rows_met += 1;
            let Some(answer) = classes.answer(class) else { continue };
            let decided = state.table.decide_fast(&connection);
            assert_eq!((answer.cause, answer.outcome()), (decided.cause, decided.outcome()), "{connection:?}");
            let router = |answer: &tcpgen::routing::Answer<'_>| answer.router.map(|router| router.object.clone());
            assert_eq!(router(answer), router(&decided), "{connection:?}");
            // Which alert a client gets is chance if several routers may refuse it.
            if answer.outcome() == Outcome::Closed && !answer.contenders.is_empty() {
                continue;
            }
            made += 1;
            outcomes.insert(answer.outcome().name());
            // No TLS library sends a name with a dot at its end, nor one that is no DNS name.
            let raw = connection.sni().is_some_and(|name| name.ends_with('.') || DnsName::try_from(name).is_err());
            if let Err(found) = rig.judge(&state, &Attempt { raw, ..Attempt::of(connection) }) {
                disagreements.push(format!("table {number}: {}", found.report(&state)));
            }
        }
    }
    println!(
        "seed {seed}: {tables} tables, {rows_met} classes, {made} connections, {} disagreements",
        disagreements.len()
    );
    assert!(disagreements.is_empty(), "TCPGEN_SEED={seed}\n\n{}", disagreements.join("\n\n"));
    assert!(made > 10 * tables && outcomes.len() >= 3, "{made} connections, {outcomes:?}");
}
