use std::fmt;

use super::super::reach::{ClientWords, clean, entry_point, left_out_sets};
use super::group::{Group, groups};
use super::words;
use crate::analysis::compare::{Change, ClassChange, Comparison};

/// What the columns of a table of lines contain.
pub const COLUMNS: [&str; 6] = ["Who", "Entry point", "Clients", "Connection", "Before", "After"];

/// Why [`left_out`] lists something.
pub const TOO_MANY_CLASSES: &str = "Not compared, for there are too many classes";

/// Connections from the same clients to one entry point that are treated differently in one way, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What changes.
    pub change: Change,
    /// The entry point.
    pub entry_point: String,
    /// Where the clients come from.
    pub clients: String,
    /// What else they have in common: TLS, server names, protocols; `any` for all.
    pub connection: String,
    /// What became of them.
    pub was: String,
    /// What becomes of them now.
    pub now: String,
}

/// All that is different, in the order of [`groups`].
pub fn lines(overview: &[ClassChange]) -> Vec<Line> {
    let mut words = ClientWords::default();
    groups(overview).iter().map(|group| Line::with(group, words.of(&group.first.set.clients))).collect()
}

impl Line {
    /// A group in words.
    pub fn of(group: &Group<'_>) -> Self {
        Self::with(group, ClientWords::default().of(&group.first.set.clients))
    }

    /// The same, its clients in words.
    fn with(group: &Group<'_>, clients: String) -> Self {
        let ClassChange { set, was, now, .. } = group.first;
        let [was, now] = words::outcomes(was, now);
        Self {
            change: group.change(),
            entry_point: clean(&entry_point(&set.entry_point)),
            clients,
            connection: clean(&group.connection()),
            was: clean(&was),
            now: clean(&now),
        }
    }

    /// Its words, one for each of [`COLUMNS`].
    pub fn into_cells(self) -> [String; 6] {
        let Self { change, entry_point, clients, connection, was, now } = self;
        [words::title(change).to_owned(), entry_point, clients, connection, was, now]
    }

    /// `10.0.0.0/8 to postgresql, TLS with a.example.com`
    pub fn who(&self) -> String {
        let Self { entry_point, clients, connection, .. } = self;
        let connection = if connection == "any" { String::new() } else { format!(", {connection}") };
        format!("{clients} to {entry_point}{connection}")
    }
}

/// `+ 10.0.0.0/8 to postgresql: no router takes it -> default/postgres:5432`
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {} -> {}", words::mark(self.change), self.who(), self.was, self.now)
    }
}

/// The verdict on each service whose clients change, and what was not compared, a line each.
pub fn verdicts(comparison: &Comparison) -> impl Iterator<Item = String> {
    let services = words::summary(comparison).map(|(service, verdict)| format!("{service}: {verdict}"));
    let left_out = left_out(comparison).into_iter();
    left_out.map(|set| format!("? {set}: not compared, there are too many classes")).chain(services)
}

/// What was not compared, in words.
pub fn left_out(comparison: &Comparison) -> Vec<String> {
    left_out_sets(&comparison.left_out)
}
