//! What `tcpgen upgrade` lists is what the two real binaries do differently, and what it does not list they do alike.
//!
//! `TCPGEN_UPGRADE_PAIRS=3.0.4:3.7.15,3.4.3:3.6.15` sets the pairs, `TCPGEN_UPGRADE_TABLES` the number of random tables for
//! each, `TCPGEN_UPGRADE_CONNECTIONS` that of connections to each table.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::time::Duration;

use tcpgen::TraefikVersion;
use tcpgen::question::{Question as _, Upgrade};
use tcpgen::routing::{Connection, Decision, Outcome};

use super::facts::{Facts, for_version};
use super::findings::keep;
use super::pair::{Seen, seen_beside};
use super::settings::Version;
use super::tables::World;
use crate::conformance::examples;
use crate::conformance::random::setting;
use crate::conformance::rig::{Attempt, Rig, State, predicted};
use crate::support::StaticConfig;

const SEED: u64 = 20_261_202;
const TABLES: u64 = 3;
const CONNECTIONS: u64 = 25;
/// How long objects may take to arrive that Traefik does not show.
const LATE: Duration = Duration::from_millis(1500);

/// What a run came to.
#[derive(Default)]
struct Counts {
    tables: usize,
    routers: usize,
    differ: usize,
    alike: usize,
    /// Those that end alike for another reason, or by chance.
    untold: usize,
}

impl Display for Counts {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { tables, routers, differ, alike, untold } = self;
        write!(
            formatter,
            "{tables} tables, {routers} routers differ, {differ} connections differ, {alike} do not, {untold} untold"
        )
    }
}

/// Two versions, each with the Traefiks that were started for it.
struct Pair {
    versions: [Version; 2],
    rigs: Vec<(Facts, [Rig; 2])>,
    counts: Counts,
    found: Vec<String>,
}

impl Pair {
    fn new(from: &str, to: &str) -> Self {
        let versions = [from, to].map(|version| version.parse().expect("a version"));
        Self { versions, rigs: Vec::new(), counts: Counts::default(), found: Vec::new() }
    }

    /// The place of two Traefiks for a state.
    fn rigs(&mut self, text: &str) -> usize {
        let facts = Facts::read(text, serde_json::Value::Null);
        self.rigs.iter().position(|(known, _)| *known == facts).unwrap_or_else(|| {
            let rigs = self.versions.map(|version| facts.rig(version).waiting(LATE));
            self.rigs.push((facts, rigs));
            self.rigs.len() - 1
        })
    }

    /// Serves a state, written without a version, on both, and judges what `upgrade` lists for it.
    fn serve(&mut self, place: &str, text: &str, attempts: &[Attempt]) {
        let at = self.rigs(text);
        let states = self.versions.map(|version| State::new(&for_version(text, version)));
        let [old, new] = &self.rigs[at].1;
        let both = [(old, &states[0]), (new, &states[1])].map(|(rig, state)| seen_beside(rig, state, "", attempts));
        self.judge(place, &states, attempts, &both);
    }

    /// Judges what `upgrade` lists by what both were seen to do.
    fn judge(&mut self, place: &str, states: &[State; 2], attempts: &[Attempt], both: &[Seen; 2]) {
        let [from, to] = self.versions;
        self.counts.tables += 1;
        let listed = Listed::new(states, self.versions);
        self.routers(place, &listed, both);
        for (index, attempt) in attempts.iter().enumerate() {
            let fates = [&both[0].fates[index], &both[1].fates[index]];
            if let Some(wrong) = self.connection(&listed, states, attempt, fates) {
                self.found.push(format!("{from} to {to}, {place}: `{attempt}`: {wrong}"));
                keep(&format!("upgrade-{}.toml", place.replace(' ', "-")), &states[0].text);
            }
        }
    }

    /// The routers that differ are those that are listed.
    fn routers(&mut self, place: &str, listed: &Listed, [old, new]: &[Seen; 2]) {
        let name = |line: &&String| line.split('@').next().unwrap_or_default().to_owned();
        let differing: BTreeSet<String> = old.routers.symmetric_difference(&new.routers).map(|it| name(&it)).collect();
        self.counts.routers += differing.len();
        if differing != listed.routers {
            let [from, to] = self.versions;
            self.found.push(format!(
                "{from} to {to}, {place}: routers {differing:?} differ, {:?} are listed",
                listed.routers
            ));
        }
    }

    /// What is wrong with what is listed of a connection.
    fn connection(
        &mut self,
        listed: &Listed,
        states: &[State; 2],
        attempt: &Attempt,
        fates: [&String; 2],
    ) -> Option<String> {
        let told = [predicted(&states[0], attempt), predicted(&states[1], attempt)];
        let is_listed = listed.has(&attempt.question(), states);
        // Where it is chance, two runs of one version differ as well.
        if told.iter().any(|told| told.len() != 1) {
            self.counts.untold += 1;
            return None;
        }
        match (is_listed, fates[0] == fates[1]) {
            (true, false) => self.counts.differ += 1,
            (false, true) => self.counts.alike += 1,
            // Closed for another reason, or led to one service by another router: a client does not see it.
            (true, true) if told[0] == told[1] => self.counts.untold += 1,
            (true, true) => return Some(format!("listed as {told:?}, and both did: {}", fates[0])),
            (false, false) => return Some(format!("not listed, and they did: {fates:?}")),
        }
        None
    }
}

/// What `upgrade` lists.
struct Listed {
    /// Entry points with the decisions of both versions.
    connections: HashSet<String>,
    /// Names of routers without their provider.
    routers: BTreeSet<String>,
}

impl Listed {
    fn new(states: &[State; 2], versions: [Version; 2]) -> Self {
        let [from, to] = versions.map(|version| TraefikVersion::parse(&version.to_string()));
        let subject = tcpgen::question::Subject::new(states[0].sources.clone(), tcpgen::Options::default());
        let upgraded = Upgrade { from, to }.ask(&subject).expect("an answer");
        let effects = &upgraded.upgrade.changes;
        let connections = effects.iter().flat_map(|effect| &effect.connections);
        let connections = connections.map(|found| key(&found.connection, states)).collect();
        let shown = |status: tcpgen::routing::Status| status != tcpgen::routing::Status::Absent;
        let routers = effects.iter().flat_map(|effect| &effect.routers);
        let routers =
            routers.filter(|it| (shown(it.old.status) || shown(it.new.status)) && api(&it.old) != api(&it.new));
        let names = routers.flat_map(|it| [&it.old, &it.new]).filter(|state| shown(state.status));
        let names = names.map(|state| state.name.split('@').next().unwrap_or_default().to_owned());
        Self { connections, routers: names.collect() }
    }

    fn has(&self, connection: &Connection, states: &[State; 2]) -> bool {
        self.connections.contains(&key(connection, states))
    }
}

/// What Traefik's API shows of a router.
fn api(state: &tcpgen::upgrade::RouterState) -> (tcpgen::routing::Status, Vec<String>, String) {
    (state.status, state.errors.clone(), state.name.to_string())
}

/// The kind of a connection: its entry point, and what both versions decide.
fn key(connection: &Connection, states: &[State; 2]) -> String {
    let sides = [&states[0], &states[1]].map(|state| told(&state.table.decide(connection)));
    format!("{} {sides:?}", connection.entry_point)
}

fn told(decision: &Decision) -> String {
    let forwarded = decision.outcome == Outcome::Forwarded;
    let router = decision.router.as_ref().filter(|_| forwarded);
    let tls = Some(decision.tls_mode).filter(|_| forwarded);
    let Decision { outcome, reason, services, waits_for_client, .. } = decision;
    format!("{outcome:?} {reason:?} {router:?} {services:?} {tls:?} {waits_for_client}")
}

fn pairs() -> Vec<(String, String)> {
    let pairs = std::env::var("TCPGEN_UPGRADE_PAIRS").unwrap_or_else(|_| "3.6.15:3.7.15".to_owned());
    let pair = |text: &str| text.split_once(':').map(|(from, to)| (from.to_owned(), to.to_owned())).expect("FROM:TO");
    pairs.split(',').map(pair).collect()
}

#[test]
fn random_tables() {
    let (seed, tables) = (setting("TCPGEN_SEED", SEED), setting("TCPGEN_UPGRADE_TABLES", TABLES));
    let connections = usize::try_from(setting("TCPGEN_UPGRADE_CONNECTIONS", CONNECTIONS)).expect("a small number");
    let mut found = Vec::new();
    let mut all = BTreeMap::new();
    for (from, to) in pairs() {
        let mut pair = Pair::new(&from, &to);
        for number in 0..tables {
            let world = World::new(seed, number);
            let attempts = world.all_attempts(seed, number, connections);
            let attempts: Vec<Attempt> = attempts.into_iter().map(|(_, attempt)| attempt).collect();
            pair.serve(&format!("table {number}"), &world.table.text(), &attempts);
        }
        println!("{from} to {to}: seed {seed}, {}, {} disagreements", pair.counts, pair.found.len());
        all.insert((from, to), pair.counts);
        found.append(&mut pair.found);
    }
    keep("upgrade-random.txt", &found.join("\n"));
    assert!(found.is_empty(), "{} disagreements:\n{}", found.len(), found.join("\n"));
    let differ: usize = all.values().map(|counts| counts.differ).sum();
    assert!(differ > 0, "nothing differs");
}

#[test]
fn examples() {
    let mut pair = Pair::new("3.6.15", "3.7.15");
    for path in examples::examples().into_iter().step_by(step()) {
        let place = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("an example can be read");
        let of = |version: Version| {
            let state = State::new(&for_version(&text, version));
            let config = StaticConfig::new().quiet().version(&version.to_string());
            (examples::rig(&state, config), state)
        };
        let [(old, before), (new, after)] = pair.versions.map(of);
        let attempts = examples::attempts(&before);
        let both = [(&old, &before), (&new, &after)]
            .map(|(rig, state)| seen_beside(rig, state, &examples::owned_by_others(state), &attempts));
        pair.judge(&place, &[before, after], &attempts, &both);
    }
    println!("examples: {}, {} disagreements", pair.counts, pair.found.len());
    assert!(pair.found.is_empty(), "{}", pair.found.join("\n"));
    assert!(pair.counts.alike > 0, "nothing was compared");
}

/// `make test` takes some of the examples.
fn step() -> usize {
    if std::env::var_os("TCPGEN_UPGRADE_PAIRS").is_some() { 1 } else { 4 }
}
