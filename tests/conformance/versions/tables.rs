//! Random tables in which the rows of `rows.rs` happen: those of `conformance::random`, with gadgets put into them.

use super::facts::for_version;
use super::gadgets;
use super::settings::{FULL, Version};
use crate::conformance::random::connections::connection;
use crate::conformance::random::dice::Dice;
use crate::conformance::random::tables::{Table, table};
use crate::conformance::rig::{Attempt, Shape, State};

/// What the file provider has beside every table.
const FILE: &str = "tls: { options: { filed: { minVersion: VersionTLS12 } } }\n\
    tcp: { middlewares: { filed: { inFlightConn: { amount: 1000 } } } }\n";

/// A provider of Traefik.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    Kubernetes,
    Files,
}

/// A random table, and connections that its gadgets ask for.
#[derive(Clone, Debug)]
pub struct World {
    /// The state file in parts, without a version.
    pub table: Table,
    /// Objects beside the state file, as YAML.
    pub objects: String,
    /// The gadgets' rows, each with its gadget's route where it has one.
    pub rows: Vec<(&'static str, Option<String>)>,
    /// Connections to the gadgets, each with its row.
    pub attempts: Vec<(&'static str, Attempt)>,
}

impl World {
    /// The `number`-th world of a seed. The first [`FULL`] have every gadget, and so have the next.
    pub fn new(seed: u64, number: u64) -> Self {
        let mut dice = Dice::new(seed, number);
        let full = usize::try_from(FULL).expect("a small number");
        // Each time a gadget comes to another place, and with that to the file provider some time.
        let place = usize::try_from((number + number / FULL) % FULL).expect("a small number");
        let mut world =
            Self { table: sound_table(&mut dice), objects: String::new(), rows: Vec::new(), attempts: Vec::new() };
        for (index, gadget) in gadgets::all().into_iter().enumerate().filter(|(index, _)| index % full == place) {
            let (entry_point, parts) = gadget.make(&mut dice, index);
            world.rows.push((gadget.row, (!parts.routes.is_empty()).then(|| gadgets::route_name(index))));
            world.table.head += &parts.head;
            world.objects += &parts.objects;
            world.table.routes.extend(parts.routes);
            if !parts.https_hosts.is_empty() {
                world.table.head = with_https_hosts(&world.table.head, entry_point, &parts.https_hosts);
            }
            world.attempts.extend(parts.attempts.iter().map(|text| (gadget.row, Attempt::parse(text))));
        }
        world
    }

    /// Its connections, and others up to so many, each with the row that it is about.
    pub fn all_attempts(&self, seed: u64, number: u64, count: usize) -> Vec<(&'static str, Attempt)> {
        // Another seed than the table's: a table stays the same however many connections there are.
        let mut dice = Dice::new(seed ^ 1, number);
        let others = std::iter::repeat_with(|| {
            let attempt = connection(&mut dice);
            ("", shaped(&mut dice, attempt))
        });
        let missing = count.saturating_sub(self.attempts.len());
        self.attempts.iter().cloned().chain(others.take(missing)).collect()
    }

    /// Who hands it to Traefik: Kubernetes, and one time in five the file provider as well.
    pub fn providers(number: u64) -> &'static [Provider] {
        if number % 5 == 4 { &[Provider::Kubernetes, Provider::Files] } else { &[Provider::Kubernetes] }
    }

    /// The state for this version.
    pub fn state(&self, version: Version) -> State {
        let mut state = State::with_objects(&for_version(&self.table.text(), version), &self.objects);
        FILE.clone_into(&mut state.file);
        state
    }
}

/// The connection, sometimes by a client whose hello is not the usual one.
fn shaped(dice: &mut Dice, attempt: Attempt) -> Attempt {
    if attempt.raw || attempt.connection.tls.is_none() {
        return attempt;
    }
    let shape = match dice.between(0, 19) {
        0 | 1 => Shape::OnlyTls12,
        2 => Shape::Certificate,
        3 => Shape::Records(40),
        4 => Shape::Segments(30),
        _ => Shape::Usual,
    };
    Attempt { shape, ..attempt }
}

/// One that does not make Traefik's provider crash.
fn sound_table(dice: &mut Dice) -> Table {
    let sound = |table: &Table| !State::new(&table.text()).crashes_provider();
    let mut found = std::iter::repeat_with(|| table(dice)).find(sound).expect("tables do not end");
    found.head = found.head.replace("[entry_points]\n", "[entry_points]\nq = 4\n");
    found
}

/// Declares HTTPS routers on an entry point, in place of those that it has.
fn with_https_hosts(head: &str, entry_point: &str, hosts: &[String]) -> String {
    let line = |line: &str| {
        let port = line.split('=').nth(usize::from(line.contains('{')) + 1).and_then(|rest| rest.trim().chars().next());
        let port = port.unwrap_or('1');
        match line.strip_prefix(entry_point) {
            Some(rest) if rest.starts_with(" = ") => {
                format!("{entry_point} = {{ port = {port}, http_hosts = {hosts:?} }}\n")
            }
            _ => format!("{line}\n"),
        }
    };
    head.lines().map(line).collect()
}
