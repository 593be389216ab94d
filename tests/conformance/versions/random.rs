//! Random tables and connections: each version does what tcpgen says of it.

use std::collections::BTreeMap;
use std::time::Duration;

use super::connections::judge;
use super::facts::{Facts, for_version};
use super::findings::{Finding, Who, assert_none, judge_all};
use super::gadgets::GADGETS;
use super::settings::{FULL, Version, sizes, versions};
use super::tables::{FILE, World};
use crate::conformance::random::{connections, dice::Dice};
use crate::conformance::rig::{Attempt, Rig, State};

/// Where the disagreements go.
const KEPT: &str = "versions-random.txt";
/// How long objects may take to arrive that Traefik does not show.
const LATE: Duration = Duration::from_millis(1500);

/// What a run came to on one version.
#[derive(Default)]
struct Counts {
    connections: usize,
    /// Those of which tcpgen says nothing.
    untold: usize,
    /// How often each row was met: a connection to its gadget, or its gadget's routers.
    rows: BTreeMap<&'static str, usize>,
}

#[test]
fn random_tables_and_connections() {
    let (seed, tables, connections) = sizes();
    let results = judge_all(KEPT, &versions(), |version| judge_version(version, seed, tables, connections));
    for (version, (Counts { connections, untold, rows }, found)) in &results {
        let rows = rows.len();
        println!(
            "{version}: seed {seed}, {tables} tables, {connections} connections ({untold} untold), {found} disagreements, {rows} rows"
        );
    }
    if tables >= FULL {
        for (version, (counts, _)) in &results {
            let missed: Vec<_> = GADGETS.iter().filter(|gadget| !counts.rows.contains_key(gadget.row)).collect();
            let missed: Vec<&str> = missed.iter().map(|gadget| gadget.row).collect();
            assert!(missed.is_empty(), "{version}: rows that were not met: {missed:?}");
        }
    }
    assert_none(KEPT, results.values().map(|(_, found)| found).sum());
}

fn judge_version(version: Version, seed: u64, tables: u64, connections: u64) -> (Counts, Vec<Finding>) {
    let mut rigs: Vec<(Facts, Rig)> = Vec::new();
    let (mut counts, mut found) = (Counts::default(), Vec::new());
    for number in 0..tables {
        let world = World::new(seed, number);
        let text = world.table.text();
        let facts = Facts::read(&text, serde_json::Value::Null);
        let known = rigs.iter().position(|(other, _)| *other == facts).unwrap_or_else(|| {
            rigs.push((facts.clone(), facts.rig(version).waiting(LATE)));
            rigs.len() - 1
        });
        let share = (connections * (number + 1) / tables - connections * number / tables) as usize;
        let mut attempts = world.attempts.clone();
        // Another seed than the table's: a table stays the same however many connections there are.
        let mut dice = Dice::new(seed ^ 1, number);
        while attempts.len() < share {
            attempts.push(("", connections::connection(&mut dice)));
        }
        table(&rigs[known].1, version, number, &world, &attempts, &mut counts, &mut found);
    }
    (counts, found)
}

fn table(
    rig: &Rig,
    version: Version,
    number: u64,
    world: &World,
    attempts: &[(&'static str, Attempt)],
    counts: &mut Counts,
    found: &mut Vec<Finding>,
) {
    let mut state = State::new(&for_version(&world.table.text(), version));
    FILE.clone_into(&mut state.file);
    rig.serve(&state);
    let place = format!("table {number}");
    let mut report = |row: &str, text: String| {
        found.push(Finding { version, row: row.to_owned(), who: Who::Tcpgen, place: place.clone(), text });
    };
    if let Some(disagreement) = rig.judge_statuses(&state) {
        report(&world.rows.join(", "), disagreement.to_string());
    }
    for row in &world.rows {
        *counts.rows.entry(row).or_default() += 1;
    }
    let bare: Vec<Attempt> = attempts.iter().map(|(_, attempt)| attempt.clone()).collect();
    for ((row, _), judged) in attempts.iter().zip(judge(rig, &state, &bare)) {
        counts.connections += 1;
        match judged {
            Ok(None) => counts.untold += 1,
            Ok(Some(_)) => {}
            Err(disagreement) => report(row, disagreement.to_string()),
        }
    }
}
