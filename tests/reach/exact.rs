use std::ptr::from_ref;

use fastrand::Rng;
use tcpgen::analysis::Classes;
use tcpgen::analysis::set::{ConnectionSet, NameList, OfferList, Row, Universe};
use tcpgen::routing::{Answer, Cause, Connection, Router};
use tcpgen::rule::{Client, Syntax, parse};

use super::random::{Borders, state, table};

/// How many random tables: `TCPGEN_REACH_TABLES=500` is the long form.
fn tables() -> u64 {
    std::env::var("TCPGEN_REACH_TABLES").ok().and_then(|number| number.parse().ok()).unwrap_or(60)
}

/// All by which two answers can differ.
fn told(answer: &Answer<'_>) -> (Cause, Option<*const Router>, Vec<*const Router>, bool) {
    let contenders = answer.contenders.iter().map(|router| from_ref(*router)).collect();
    (answer.cause, answer.router.map(from_ref), contenders, answer.waits_for_client)
}

#[test]
fn every_connection_is_in_one_class_and_fares_as_the_class_does() {
    for seed in 0..tables() {
        let mut rng = Rng::with_seed(seed);
        // Traefik 2 does not know PostgreSQL's request.
        let version = if seed % 4 == 0 { "[traefik]\nversion = '2.11'\n" } else { "" };
        let text = format!("{version}{}", state(&mut rng));
        let table = table(&text);
        let universe = Universe::new(&[&table], &[]);
        let classes = Classes::new(&universe, &table);
        let rows = classes.rows();
        for row in &rows {
            let witness = row.witness(&universe).unwrap();
            let answer = classes.answer(row.value).expect("nothing is left out of a small table");
            assert_eq!(told(&table.decide_fast(&witness)), told(answer), "seed {seed}: {witness:?}\n{text}");
            assert!(is_in(row, &universe, &witness), "seed {seed}: {witness:?}\n{row:?}");
        }
        let borders = Borders::new(&universe, &rows);
        for _ in 0..200 {
            let connection = borders.connection(&mut rng);
            let Some(class) = classes.division().at(&universe, &connection) else {
                assert_eq!(table.decide_fast(&connection).cause, Cause::UnknownEntryPoint);
                continue;
            };
            let answer = classes.answer(*class).unwrap();
            assert_eq!(told(&table.decide_fast(&connection)), told(answer), "seed {seed}: {connection:?}\n{text}");
            let holding: Vec<&Row<u32>> = rows.iter().filter(|row| is_in(row, &universe, &connection)).collect();
            assert_eq!(holding.len(), 1, "seed {seed}: {connection:?}\n{holding:?}\n{text}");
            assert_eq!(holding[0].value, *class, "seed {seed}");
        }
    }
}

/// Of two tables over one universe, each connection is in the pair of classes that it is in by each.
#[test]
fn two_tables_divide_one_universe() {
    for seed in 0..tables() {
        let mut rng = Rng::with_seed(seed + 1_000_000);
        let [old, new] = [state(&mut rng), state(&mut rng)].map(|text| table(&text));
        let universe = Universe::new(&[&old, &new], &[]);
        let [before, after] = [&old, &new].map(|table| Classes::new(&universe, table));
        let both = before.division().combine(after.division(), |a, b| (*a, *b));
        let borders = Borders::new(&universe, &both.rows(|_| true).collect::<Vec<_>>());
        for _ in 0..100 {
            let connection = borders.connection(&mut rng);
            let Some((was, now)) = both.at(&universe, &connection) else { continue };
            for (table, classes, class) in [(&old, &before, was), (&new, &after, now)] {
                let answer = classes.answer(*class).unwrap();
                assert_eq!(told(&table.decide_fast(&connection)), told(answer), "seed {seed}: {connection:?}");
            }
        }
        let same = ConnectionSet::new(both.map(|(was, now)| was == now));
        assert_eq!(same.complement(), ConnectionSet::new(both.map(|(was, now)| was != now)));
    }
}

/// Whether a row has a connection, by what the row says of itself.
fn is_in(row: &Row<u32>, universe: &Universe, connection: &Connection) -> bool {
    let entry_point = row.entry_point(universe);
    let known = universe.entry_points().any(|name| name == connection.entry_point);
    let here = if known { connection.entry_point == entry_point } else { entry_point == "*" };
    let (tls, postgres) = (row.mode.is_tls(), row.mode.is_postgres());
    let begins = tls == connection.tls.is_some() && postgres == connection.postgres;
    if !here || !begins || !row.clients.contains(connection.client_ip) {
        return false;
    }
    let Some(hello) = &connection.tls else { return true };
    let offers = row.offers(universe);
    let offered: Vec<&str> = hello.alpn.iter().map(smol_str::SmolStr::as_str).collect();
    let fitting = offers.iter().filter(|offers| offers_has(offers, &offered)).count();
    assert!(fitting <= 1, "{offers:?} {offered:?}");
    fitting == 1 && names_have(&row.names(universe), hello.sni.as_deref())
}

fn offers_has(offers: &OfferList, offered: &[&str]) -> bool {
    let OfferList { any_of, all_of, none_of, none, any_other } = offers;
    if offered.iter().any(|protocol| none_of.iter().any(|one| one == protocol)) {
        return false;
    }
    if !all_of.is_empty() {
        return all_of.iter().all(|one| offered.contains(&one.as_str()));
    }
    offered.iter().any(|protocol| any_of.iter().any(|one| one == protocol) || *any_other) || *none && offered.is_empty()
}

fn names_have(names: &NameList, sni: Option<&str>) -> bool {
    let Some(sni) = sni else { return names.none };
    let sni = sni.to_lowercase();
    let holds = |condition: &str| {
        let rule = if condition.contains('(') { condition.to_owned() } else { format!("HostSNI(`{condition}`)") };
        parse(&rule, Syntax::V3).unwrap().matches(&Client::tls(&sni, "10.0.0.1".parse().unwrap(), []))
    };
    if names.list.iter().any(|name| *name == sni) {
        return true;
    }
    if names.except.iter().any(|except| holds(except)) {
        return false;
    }
    names.any_other || names.under.iter().any(|name| holds(name)) || names.matching.iter().any(|one| holds(one))
}
