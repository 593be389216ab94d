use super::connection::connection;
use super::words::{self, ClientWords};
use crate::analysis::reach::{Reach, ReachClass, ReachSet, Reached};
use crate::routing::Outcome;

/// What the columns of a table of lines contain.
pub const COLUMNS: [&str; 5] = ["Entry point", "Clients", "Connection", "Outcome", "By"];

/// Stands in the place of a table without lines.
pub const NOBODY: &str = "nobody";

/// Why [`left_out`] lists something.
pub const TOO_MANY_CLASSES: &str = "Not looked at, for there are too many classes";

/// Connections from the same clients to one entry point with one outcome, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<'r> {
    /// The entry point.
    pub entry_point: String,
    /// Where the clients come from.
    pub clients: String,
    /// What else they have in common: TLS, server names, protocols.
    pub connection: String,
    /// What becomes of them.
    pub outcome: String,
    /// The route that takes them, with its middlewares.
    pub by: String,
    /// The first of the classes that they are in.
    pub class: &'r ReachClass,
}

impl Line<'_> {
    /// Its words, one for each of [`COLUMNS`].
    pub fn into_cells(self) -> [String; 5] {
        let Self { entry_point, clients, connection, outcome, by, class: _ } = self;
        [entry_point, clients, connection, outcome, by]
    }
}

/// Whoever is forwarded comes first at each entry point.
pub fn lines(reach: &Reach) -> Vec<Line<'_>> {
    let mut groups: Vec<(&ReachClass, Vec<&ReachSet>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for class in &reach.classes {
        let ReachClass { set, fate, .. } = class;
        let same = (&set.entry_point, &set.clients, key(fate));
        let place = *places.entry(same).or_insert_with(|| {
            groups.push((class, Vec::new()));
            groups.len() - 1
        });
        groups.get_mut(place).into_iter().for_each(|(_, sets)| sets.push(set));
    }
    let mut words = ClientWords::default();
    let lines = groups.iter().map(|(class, sets)| {
        let line = line(class, sets, words.of(&class.set.clients));
        (class.set.entry_point.as_str(), rank(class.fate.outcome), line)
    });
    let mut lines: Vec<(&str, u8, Line<'_>)> = lines.collect();
    lines.sort_by_key(|(entry_point, rank, _)| (*entry_point, *rank));
    lines.into_iter().map(|(_, _, line)| line).collect()
}

/// What was not looked at, in words.
pub fn left_out(reach: &Reach) -> Vec<String> {
    left_out_sets(&reach.left_out)
}

/// Sets of connections, in words.
pub(in crate::report) fn left_out_sets(sets: &[ReachSet]) -> Vec<String> {
    let told = sets.iter().map(|set| {
        let connection = connection(&[set]);
        words::clean(&format!("{}: {connection}", words::entry_point(&set.entry_point)))
    });
    told.collect()
}

fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Forwarded => 0,
        Outcome::Ambiguous => 1,
        Outcome::Http => 2,
        Outcome::Closed => 3,
    }
}

/// All of a fate that a line shows.
fn key(fate: &Reached) -> (String, String) {
    (words::outcome(fate), words::by(fate))
}

fn line<'r>(class: &'r ReachClass, sets: &[&ReachSet], clients: String) -> Line<'r> {
    let ReachClass { set, fate, .. } = class;
    let (outcome, by) = key(fate);
    Line {
        entry_point: words::clean(&words::entry_point(&set.entry_point)),
        clients,
        connection: words::clean(&connection(sets)),
        outcome: words::clean(&outcome),
        by: words::clean(&by),
        class,
    }
}
