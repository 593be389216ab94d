//! Random connections over random tables: tcpgen and Traefik agree on every one.
//!
//! The environment sets the seed (`TCPGEN_SEED`, a number or `random`), the number of tables (`TCPGEN_TABLES`) and of
//! connections to each (`TCPGEN_CONNECTIONS`), and how often a table is served again at most to see that what tcpgen calls
//! chance is chance (`TCPGEN_RELOADS`, none by default).

mod chance;
pub mod connections;
mod counts;
pub mod dice;
mod fixture;
pub mod rules;
mod shrink;
pub mod tables;

use std::time::Instant;

use counts::Counts;
use dice::Dice;
use tables::Table;

use crate::conformance::rig::{Attempt, Disagreement, Rig, State};
use crate::support::KubernetesFlags;

/// The seed of `make test`. Another one finds other things; this one finds the same every time.
const SEED: u64 = 20_261_123;
const TABLES: u64 = 60;
const CONNECTIONS: u64 = 15;

/// So many disagreements are enough to look into.
const ENOUGH: usize = 5;

/// A table and the connections to it.
struct World {
    table: Table,
    attempts: Vec<Attempt>,
}

impl World {
    fn new(seed: u64, number: u64, connections: u64) -> Self {
        let mut dice = Dice::new(seed, number);
        // Such a table stalls the whole provider, and all that comes after it.
        let sound = |table: &Table| !State::new(&table.text()).crashes_provider();
        let table = std::iter::repeat_with(|| tables::table(&mut dice)).find(sound).expect("tables do not end");
        let attempts = (0..connections).map(|_| connections::connection(&mut dice)).collect();
        Self { table, attempts }
    }
}

/// Traefiks with all providers and flags that tables ask for.
struct Rigs {
    files: Rig,
    kubernetes: Rig,
    across_namespaces: Rig,
}

impl Rigs {
    fn new() -> Self {
        let (config, flags) = (Rig::static_config(), KubernetesFlags::default());
        let across = KubernetesFlags { allow_cross_namespace: true, ..flags };
        Self {
            files: Rig::with_files(&config),
            kubernetes: Rig::with_kubernetes(&config, flags),
            across_namespaces: Rig::with_kubernetes(&config, across),
        }
    }

    /// The one for this table. Both providers get their share.
    fn serving(&self, number: u64, world: &World) -> &Rig {
        match (number % 2, world.table.head.contains("allow_cross_namespace = true")) {
            (0, _) => &self.files,
            (_, false) => &self.kubernetes,
            (_, true) => &self.across_namespaces,
        }
    }
}

pub fn setting(name: &str, default: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) if text == "random" => fastrand::u64(..1_000_000_000),
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} is not a number: {text}")),
        Err(_) => default,
    }
}

#[test]
fn random_tables_and_connections() {
    let seed = setting("TCPGEN_SEED", SEED);
    let (tables, connections) = (setting("TCPGEN_TABLES", TABLES), setting("TCPGEN_CONNECTIONS", CONNECTIONS));
    let reloads = setting("TCPGEN_RELOADS", 0);
    let began = Instant::now();
    let rigs = Rigs::new();
    let mut counts = Counts::default();
    let mut failures = Vec::new();
    for number in 0..tables {
        if failures.len() >= ENOUGH {
            break;
        }
        let world = World::new(seed, number, connections);
        let rig = rigs.serving(number, &world);
        let disagreements = judge(rig, &world, &mut counts);
        chance::confirm(rig, &world, reloads, &mut counts);
        for (table, disagreement) in disagreements {
            let state = State::new(&table.text());
            let file = fixture::write(seed, number, &table, &disagreement);
            failures.push(format!("table {number}: {}\nkept as {}", disagreement.report(&state), file.display()));
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    println!("seed {seed}: {tables} tables, {counts}, {seconds:.1} s");
    assert!(
        failures.is_empty(),
        "{} disagreements with TCPGEN_SEED={seed} TCPGEN_TABLES={tables} TCPGEN_CONNECTIONS={connections}:\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
    counts.assert_telling();
}

/// What tcpgen and Traefik disagree on, with the smallest table that shows it.
fn judge(rig: &Rig, world: &World, counts: &mut Counts) -> Vec<(Table, Disagreement)> {
    let state = State::new(&world.table.text());
    rig.serve(&state);
    counts.table(&state);
    let mut found: Vec<Disagreement> = rig.judge_statuses(&state).into_iter().collect();
    for attempt in &world.attempts {
        match rig.judge(&state, attempt) {
            Ok(seen) => counts.connection(&state, attempt, seen.as_deref()),
            Err(disagreement) => found.push(disagreement),
        }
    }
    found.into_iter().map(|disagreement| shrink::shrink(rig, &world.table, disagreement)).collect()
}
