//! Sets of clients and verdicts, held against network-config-analyzer: the NetworkPolicies that let the same clients in
//! have to name the same ranges, and to contain each other where the sets do.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod blocks;
mod states;

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};
use std::thread;
use std::{io::Write as _, iter};

use fastrand::Rng;
use serde::Deserialize;
use serde_json::json;
use tcpgen::analysis::Classes;
use tcpgen::analysis::compare::{Verdict, compare};
use tcpgen::analysis::reach::{ReachFilter, reach};
use tcpgen::analysis::set::{Clients, Universe};
use tcpgen::routing::{Outcome, RoutingTable};

use crate::support::project;
use states::State;

const PAIRS: usize = 240;

/// What nca finds out about a pair.
#[derive(Debug, Deserialize)]
struct Judged {
    ranges: [BTreeSet<String>; 2],
    /// Whether the first lets in nobody but the second.
    narrower: bool,
    /// Whether the second lets in nobody but the first.
    wider: bool,
}

fn judged(pairs: &[[State; 2]]) -> Vec<Judged> {
    let blocks = |state: &State| state.blocks().iter().map(blocks::Block::json).collect::<Vec<_>>();
    let asked = json!(pairs.iter().map(|pair| pair.each_ref().map(blocks)).collect::<Vec<_>>()).to_string();
    let mut child = Command::new(project::tool("venv/bin/python", None))
        .arg(project::root().join("tests/nca/judge.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = thread::scope(|scope| {
        scope.spawn(move || input.write_all(asked.as_bytes()));
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success(), "nca failed");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The ranges of the clients who reach a service, for each way to begin.
fn ranges(table: &RoutingTable) -> Vec<BTreeSet<String>> {
    let mut clients: BTreeMap<(bool, bool), Clients> = BTreeMap::new();
    for class in reach(table, &ReachFilter::default()).classes {
        let known = clients.entry((class.set.tls, class.set.postgres)).or_insert_with(Clients::nobody);
        if class.fate.outcome == Outcome::Forwarded {
            *known = known.union(&class.set.clients);
        }
    }
    clients.values().map(|clients| clients.ranges().iter().map(ToString::to_string).collect()).collect()
}

/// Whether whoever reaches a service by the first table does by the second, and the other way round.
fn containment(tables: [&RoutingTable; 2]) -> (bool, bool) {
    let universe = Universe::new(&tables, &[]);
    let [one, other] = tables.map(|table| {
        let forwarded = |outcome: Option<Outcome>| outcome == Some(Outcome::Forwarded);
        Classes::new(&universe, table).set(|answer| forwarded(answer.map(tcpgen::routing::Answer::outcome)))
    });
    (one.is_subset(&other), other.is_subset(&one))
}

#[test]
fn network_config_analyzer_names_the_same_ranges_and_verdicts() {
    let mut rng = Rng::with_seed(13);
    let pairs: Vec<[State; 2]> = iter::repeat_with(|| {
        let one = State::random(&mut rng);
        let other = if rng.u8(0..4) > 0 { one.edited(&mut rng) } else { State::random(&mut rng) };
        [one, other]
    })
    .take(PAIRS)
    .collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (pair, judged) in pairs.iter().zip(judged(&pairs)) {
        let [one, other] = pair.each_ref().map(State::table);
        let texts = || pair.each_ref().map(State::toml).join("\nand\n");
        for (table, expected) in [&one, &other].into_iter().zip(&judged.ranges) {
            let ranges = ranges(table);
            assert!(
                ranges.len() > 1 && ranges.iter().all(|own| own == expected),
                "{ranges:?}\n{judged:?}\n{}",
                texts()
            );
        }
        assert_eq!(containment([&one, &other]), (judged.narrower, judged.wider), "{judged:?}\n{}", texts());
        // What becomes narrower has the new table's clients among the old one's.
        let verdict = match (judged.narrower, judged.wider) {
            (true, true) => Verdict::Equivalent,
            (true, false) => Verdict::Wider,
            (false, true) => Verdict::Narrower,
            (false, false) => Verdict::Mixed,
        };
        assert_eq!(compare(&one, &other).verdict, verdict, "{judged:?}\n{}", texts());
        if judged.ranges.iter().any(|ranges| !ranges.is_empty()) {
            *seen.entry(verdict.name()).or_default() += 1;
        }
    }
    eprintln!("pairs of which anybody reaches the service, by verdict: {seen:?}");
    assert!(seen.len() == 4 && seen.values().all(|count| *count >= 25), "too few of some: {seen:?}");
}
