//! Random tables and connections: each version does what tcpgen says of it.

use std::collections::BTreeMap;
use std::time::Duration;

use super::connections::judge;
use super::facts::Facts;
use super::findings::{Finding, Who, assert_none, judge_all, keep};
use super::gadgets;
use super::settings::{FULL, Version, sizes, versions};
use super::tables::{Provider, World};
use crate::conformance::rig::{Attempt, Rig};

/// Where the disagreements go.
const KEPT: &str = "versions-random.txt";
/// How long objects may take to arrive that Traefik does not show.
const LATE: Duration = Duration::from_millis(1500);

/// The row that no file can bring about, which `build --target file` reports.
const NOT_IN_FILES: &str = "empty-alpn";

/// What a run came to on one version.
#[derive(Default)]
struct Counts {
    connections: usize,
    /// Those of which tcpgen says nothing.
    untold: usize,
    /// How often each row was met: its gadget's route was there, and connections to it were made.
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
            let rows = gadgets::all().into_iter().map(|gadget| gadget.row);
            let missed: Vec<&str> = rows.filter(|row| !counts.rows.contains_key(row)).collect();
            assert!(missed.is_empty(), "{version}: rows that were not met: {missed:?}");
        }
    }
    assert_none(KEPT, results.values().map(|(_, found)| found).sum());
}

fn judge_version(version: Version, seed: u64, tables: u64, connections: u64) -> (Counts, Vec<Finding>) {
    let mut rigs: Vec<((Facts, Provider), Rig)> = Vec::new();
    let (mut counts, mut found) = (Counts::default(), Vec::new());
    for number in 0..tables {
        let world = World::new(seed, number);
        let share = connections * (number + 1) / tables - connections * number / tables;
        let attempts = world.all_attempts(seed, number, usize::try_from(share).expect("a small number"));
        let facts = Facts::read(&world.table.text(), serde_json::Value::Null);
        for provider in World::providers(number) {
            let start = (facts.clone(), *provider);
            let known = rigs.iter().position(|(other, _)| *other == start).unwrap_or_else(|| {
                let rig = match provider {
                    Provider::Kubernetes => facts.rig(version),
                    Provider::Files => facts.rig_of_files(version),
                };
                rigs.push((start, rig.waiting(LATE)));
                rigs.len() - 1
            });
            let rig = &rigs[known].1;
            let place = format!("table {number}, {provider:?}");
            Run { version, rig, place, counts: &mut counts, found: &mut found }.table(&world, &attempts);
        }
    }
    (counts, found)
}

/// A run on one version.
struct Run<'r> {
    version: Version,
    rig: &'r Rig,
    place: String,
    counts: &'r mut Counts,
    found: &'r mut Vec<Finding>,
}

impl Run<'_> {
    /// Serves the table, and judges its routers and these connections, each with the row that it is about.
    fn table(&mut self, world: &World, attempts: &[(&'static str, Attempt)]) {
        let state = world.state(self.version);
        if let Err(refusal) = self.rig.try_serve(&state, "") {
            self.report(world, "file", format!("Traefik refuses the file: {refusal}"));
            return;
        }
        if let Some(disagreement) = self.rig.judge_statuses(&state) {
            let rows: Vec<&str> = world.rows.iter().map(|(row, _)| *row).collect();
            self.report(world, &rows.join(", "), disagreement.to_string());
        }
        let in_files = self.place.ends_with("Files");
        let attempts: Vec<_> = attempts.iter().filter(|(row, _)| !in_files || *row != NOT_IN_FILES).collect();
        let bare: Vec<Attempt> = attempts.iter().map(|(_, attempt)| attempt.clone()).collect();
        for ((row, _), judged) in attempts.iter().zip(judge(self.rig, &state, &bare)) {
            self.counts.connections += 1;
            match judged {
                Ok(None) => self.counts.untold += 1,
                Ok(Some(_)) => {}
                Err(disagreement) => self.report(world, row, disagreement.to_string()),
            }
        }
        for (row, route) in &world.rows {
            let exists =
                |route: &String| state.table.routers().iter().any(|router| router.object.name == route.as_str());
            let is_there = route.as_ref().is_none_or(exists);
            let is_tried = attempts.iter().any(|(tried, _)| tried == row);
            if is_there && is_tried {
                *self.counts.rows.entry(row).or_default() += 1;
            }
        }
    }

    fn report(&mut self, world: &World, row: &str, text: String) {
        let (version, row, place) = (self.version, row.to_owned(), self.place.clone());
        let file = place.split(',').next().unwrap_or_default().replace(' ', "-");
        keep(&format!("versions-{file}.toml"), &world.table.text());
        self.found.push(Finding { version, row, who: Who::Tcpgen, place, text });
    }
}
