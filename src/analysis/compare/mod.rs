//! Two tables, compared on every connection: which are treated differently, and how what clients reach now relates to
//! what they reached before.
//!
//! 1. `extents`: which connections may be treated differently at all. Only these are divided.
//! 2. `change`: each class of those that are, with its outcome before and after.
//! 3. `access`: what a client gets of a service, as a partial order. A client gets less with a middleware more of which
//!    nothing is known, with a lower limit, with a smaller share, or by chance only. TLS ended and TLS passed through are
//!    neither less nor more.
//! 4. `verdict`: whether clients get more of a service, less, both, or neither.
//! 5. `trace`: which of some tables between the two treat a class as the new one does.

mod access;
mod change;
mod extents;
mod kinds;
mod trace;
mod verdict;

pub(crate) use access::is_alike;
pub use change::{Change, ClassChange};
pub(crate) use extents::{Extents, changed, extents_of};
pub(crate) use trace::{Traced, trace};
pub use verdict::{ServiceVerdict, Verdict};

use foldhash::HashSet;
use smol_str::SmolStr;

use super::classes::Classes;
use super::reach::{ReachSet, Reached, Sets};
use super::set::{Division, Universe};
use crate::routing::RoutingTable;
use kinds::{Kind, Kinds};
use verdict::Shifts;

/// What is different for clients.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// All connections that are treated differently, in disjoint classes, by entry point.
    pub classes: Vec<ClassChange>,
    /// The same connections in fewer classes, for people: those that no router takes on one side are together there, however
    /// Traefik refuses them. The outcomes are those of the witness.
    pub overview: Vec<ClassChange>,
    /// The connections that were not compared, for there would be too many classes. Nothing is known of them.
    pub left_out: Vec<ReachSet>,
    /// How what clients reach now relates to what they reached before.
    pub verdict: Verdict,
    /// The same for each service that a router of either table has, by name.
    pub services: Vec<ServiceVerdict>,
}

impl Comparison {
    /// Whether no connection is treated differently, and all were compared.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty() && self.left_out.is_empty()
    }
}

/// Compares two tables. The connections of an entry point that only one of them has are closed by the other.
pub fn compare(old: &RoutingTable, new: &RoutingTable) -> Comparison {
    let extents = extents::extents(old, new);
    let universe = Universe::within(&[old, new], &[], |name| extents.get(name).cloned());
    within(&universe, old, new)
}

/// Compares what a universe of two tables asks about.
fn within(universe: &Universe, old: &RoutingTable, new: &RoutingTable) -> Comparison {
    let [was, now] = [old, new].map(|table| Classes::new(universe, table));
    let (kinds, division) = Kinds::of_all([old, new], [&was, &now]);
    let mut sets = Sets::new(universe);
    let (mut classes, mut left_out) = (Vec::new(), Vec::new());
    for row in division.rows(|kind| *kind != Kind::Alike) {
        let outcomes = if let Kind::Changed(place) = row.value { kinds.all.get(place) } else { None };
        for (set, witness) in sets.of(&row) {
            match outcomes {
                Some([was, now]) => classes.push(ClassChange::new(set, was.clone(), now.clone(), witness)),
                None => left_out.push(set),
            }
        }
    }
    let overview = overview([old, new], &kinds, &division, &mut sets);
    let mut shifts = Shifts::default();
    kinds.all.iter().for_each(|[was, now]| shifts.add(was, now));
    let incomplete: HashSet<SmolStr> = left_out.iter().map(|set: &ReachSet| set.entry_point.clone()).collect();
    let services = shifts.services([old, new], &incomplete);
    Comparison { verdict: shifts.verdict(incomplete.is_empty()), services, classes, overview, left_out }
}

fn overview(
    tables: [&RoutingTable; 2],
    kinds: &Kinds<'_>,
    division: &Division<Kind>,
    sets: &mut Sets<'_>,
) -> Vec<ClassChange> {
    let merged = kinds.overview();
    let division =
        division.map(|kind| if let Kind::Changed(place) = kind { merged.get(*place).copied() } else { None });
    let rows = division.rows(Option::is_some);
    let mut changes = Vec::new();
    for row in rows {
        for (set, witness) in sets.of(&row) {
            let Some(witness) = witness else { continue };
            let [was, now] = tables.map(|table| Reached::of(table, &witness));
            changes.push(ClassChange::new(set, was, now, Some(witness)));
        }
    }
    changes
}
