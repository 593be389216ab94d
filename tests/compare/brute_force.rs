use fastrand::Rng;
use tcpgen::analysis::Classes;
use tcpgen::analysis::compare::{Change, ClassChange, Comparison, compare};
use tcpgen::analysis::reach::ReachSet;
use tcpgen::analysis::set::{NameList, Universe};
use tcpgen::routing::{Cause, Connection, Outcome, Reason, RoutingTable};
use tcpgen::rule::{Client, Syntax, parse};

use super::edits::edited;
use super::facts::{Facts, Seen, facts, verdict};
use crate::reach::random::{Borders, state, table};

/// How many random pairs: `TCPGEN_COMPARE_PAIRS=1000` is the long form.
fn pairs() -> u64 {
    std::env::var("TCPGEN_COMPARE_PAIRS").ok().and_then(|number| number.parse().ok()).unwrap_or(250)
}

/// What a client notices of a connection.
pub fn noticed(table: &RoutingTable, connection: &Connection) -> (Outcome, Option<Reason>, Facts) {
    let answer = table.decide_fast(connection);
    (answer.outcome(), answer.reason(), facts(table, connection))
}

/// Whether a set has a connection, by what the set says of itself.
pub fn has(set: &ReachSet, known: &[String], connection: &Connection) -> bool {
    let here = if known.iter().any(|name| *name == connection.entry_point) {
        set.entry_point == connection.entry_point
    } else {
        set.entry_point == "*"
    };
    let begins = set.tls == connection.tls.is_some() && set.postgres == connection.postgres;
    let Some(hello) = connection.tls.as_ref().filter(|_| here && begins) else {
        return here && begins && set.clients.contains(connection.client_ip);
    };
    set.clients.contains(connection.client_ip)
        && set.alpn.has(&hello.alpn)
        && names_have(&set.names, hello.sni.as_deref())
}

fn names_have(names: &NameList, sni: Option<&str>) -> bool {
    let Some(sni) = sni else { return names.none };
    // Traefik cuts blanks around it.
    let sni = sni.trim().to_lowercase();
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

fn check_class(class: &ClassChange, [old, new]: [&RoutingTable; 2], connection: &Connection) {
    let [was, now] = [old, new].map(|table| noticed(table, connection));
    assert_eq!((class.was.outcome, class.was.reason), (was.0, was.1), "{connection:?}");
    assert_eq!((class.now.outcome, class.now.reason), (now.0, now.1), "{connection:?}");
    assert_ne!(was, now, "{connection:?} is treated as before");
    let change = match (was.2.is_empty(), now.2.is_empty()) {
        (true, true) => Change::Unserved,
        (true, false) => Change::Opened,
        (false, true) => Change::Shut,
        (false, false) if was.2.keys().eq(now.2.keys()) => Change::Altered,
        (false, false) => Change::Rerouted,
    };
    assert_eq!(class.change, change, "{connection:?}");
}

struct Case {
    seed: u64,
    texts: [String; 2],
}

fn check(case: &Case, rng: &mut Rng) -> Comparison {
    let Case { seed, texts } = case;
    let [old, new] = texts.each_ref().map(|text| table(text));
    let found = compare(&old, &new);
    let context = || format!("seed {seed}\n{}\n--- new:\n{}\n{found:#?}", texts[0], texts[1]);
    assert_eq!(found.left_out, [], "{}", context());
    let mut seen = Seen::default();
    for class in &found.classes {
        let witness = class.witness.as_ref().unwrap_or_else(|| panic!("no witness: {class:?}"));
        check_class(class, [&old, &new], witness);
        seen.add(&facts(&old, witness), &facts(&new, witness));
    }
    let universe = Universe::new(&[&old, &new], &[]);
    let known: Vec<String> = universe.entry_points().map(str::to_owned).collect();
    let [before, after] = [&old, &new].map(|table| Classes::new(&universe, table));
    let both = before.division().combine(after.division(), |a, b| (*a, *b));
    let borders = Borders::new(&universe, &both.rows(|_| true).collect::<Vec<_>>());
    for _ in 0..150 {
        let connection = borders.connection(rng);
        if [&old, &new].into_iter().all(|table| table.decide_fast(&connection).cause == Cause::UnknownEntryPoint) {
            continue;
        }
        let holding: Vec<_> = found.classes.iter().filter(|class| has(&class.set, &known, &connection)).collect();
        assert!(holding.len() < 2, "{connection:?} is in two classes: {}", context());
        let [was, now] = [&old, &new].map(|table| noticed(table, &connection));
        match holding.first() {
            Some(class) => check_class(class, [&old, &new], &connection),
            None => assert_eq!(was, now, "{connection:?} is in no class: {}", context()),
        }
        seen.add(&was.2, &now.2);
    }
    assert_eq!(found.verdict, verdict(seen.all()), "{}", context());
    for service in &found.services {
        let expected = seen.0.get(&service.service).copied().unwrap_or_default();
        assert_eq!(service.verdict, verdict(expected), "{}: {}", service.service, context());
    }
    assert!(seen.0.keys().all(|name| found.services.iter().any(|service| service.service == *name)));
    found
}

#[test]
fn edits_get_the_verdict_of_brute_force() {
    let mut verdicts = std::collections::BTreeMap::new();
    for seed in 0..pairs() {
        let mut rng = Rng::with_seed(seed);
        let old = state(&mut rng);
        let new = edited(&mut rng, &old);
        let found = check(&Case { seed, texts: [old, new] }, &mut rng);
        *verdicts.entry(found.verdict).or_insert(0u64) += 1;
    }
    // A test of one verdict alone would prove little.
    assert!(verdicts.len() == 4 && verdicts.values().all(|count| *count >= pairs() / 50), "{verdicts:?}");
}

#[test]
fn states_that_have_nothing_in_common_are_compared_too() {
    for seed in 0..pairs() / 4 {
        let mut rng = Rng::with_seed(seed + 1_000_000);
        let texts = [state(&mut rng), state(&mut rng)];
        check(&Case { seed, texts }, &mut rng);
    }
}
