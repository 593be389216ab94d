use foldhash::{HashMap, HashMapExt as _};

use super::reaches::{Reaches, Truth};
use super::{Demand, Invariant};
use crate::analysis::classes::Classes;
use crate::analysis::compare::Extents;
use crate::analysis::set::{Clients, ConnectionSet, Division, Extent, Selection, Universe};
use crate::connection::Connection;
use crate::routing::{ACME_PROTOCOL, RoutingTable};

/// Whether an invariant holds. It does if no part breaks it and none is undecided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proof {
    /// Connections that break it, those together that are treated alike.
    pub broken: Vec<Part>,
    /// Connections of which it is not known whether they do.
    pub undecided: Vec<Part>,
    /// Whether its set has no connection, so that there is nothing to prove.
    pub set_is_empty: bool,
}

/// Connections that are treated alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// One of them.
    pub witness: Connection,
    /// Where they come from.
    pub clients: Clients,
    /// Whether what becomes of them was found out: with too many classes, some are not looked at.
    pub looked_at: bool,
}

impl Proof {
    /// Whether it holds for every connection.
    pub fn holds(&self) -> bool {
        self.broken.is_empty() && self.undecided.is_empty()
    }
}

/// What a class does to an invariant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Finding {
    Fine,
    Breaks(u32),
    Undecided(u32),
}

/// Proves invariants over all connections of a table, or finds what breaks them.
pub fn prove(table: &RoutingTable, invariants: &[&Invariant]) -> Vec<Proof> {
    let prover = Prover::new(table, invariants);
    invariants.iter().map(|invariant| prover.proof(invariant)).collect()
}

/// All connections of a table, divided for the proofs of some invariants.
#[derive(Debug)]
pub(crate) struct Prover<'t> {
    table: &'t RoutingTable,
    universe: Universe,
    classes: Classes<'t>,
}

impl<'t> Prover<'t> {
    /// Proves these invariants, over every connection.
    pub fn new(table: &'t RoutingTable, invariants: &[&Invariant]) -> Self {
        let all = (!invariants.is_empty()).then_some(Extent::Whole);
        Self::of(table, invariants, |_| all.clone())
    }

    /// Proves these invariants, over the connections of an extent alone.
    pub fn within(table: &'t RoutingTable, invariants: &[&Invariant], extents: &Extents) -> Self {
        Self::of(table, invariants, |name| extents.get(name).cloned())
    }

    fn of(table: &'t RoutingTable, invariants: &[&Invariant], extent: impl Fn(&str) -> Option<Extent>) -> Self {
        let acme = acme();
        let mut selections: Vec<_> = invariants.iter().map(|invariant| &invariant.set).collect();
        selections.extend(invariants.iter().any(|it| leaves_acme_out(it)).then_some(&acme));
        let universe = Universe::within(&[table], &selections, extent);
        let classes = Classes::new(&universe, table);
        Self { table, universe, classes }
    }

    /// Whether one of the invariants holds.
    pub fn holds(&self, invariant: &Invariant) -> bool {
        let found = self.found(invariant, &self.set(invariant));
        found.is_none_or(|found| found.values().all(|finding| *finding == Finding::Fine))
    }

    /// Whether an invariant does not hold, or is undecided, for connections that are not in an extent.
    pub fn is_broken_outside(&self, invariant: &Invariant, extents: &Extents) -> bool {
        let Some(found) = self.found(invariant, &self.set(invariant)) else { return false };
        let mut rows = found.rows(|finding| *finding != Finding::Fine);
        rows.any(|row| !row.is_within(&self.universe, |entry_point| extents.get(entry_point)))
    }

    /// The proof of one of the invariants.
    pub fn proof(&self, invariant: &Invariant) -> Proof {
        let set = self.set(invariant);
        let mut proof = Proof { set_is_empty: set.is_empty(), ..Proof::default() };
        let Some(found) = self.found(invariant, &set) else { return proof };
        let mut parts: HashMap<Finding, usize> = HashMap::new();
        let mut of_classes: Vec<(Finding, Part)> = Vec::new();
        for row in found.rows(|finding| *finding != Finding::Fine) {
            if let Some((_, part)) = parts.get(&row.value).and_then(|place| of_classes.get_mut(*place)) {
                part.clients = part.clients.union(&row.clients);
                continue;
            }
            let Some(witness) = row.witness(&self.universe) else { continue };
            let looked_at = !matches!(row.value, Finding::Undecided(Classes::UNTOLD));
            parts.insert(row.value, of_classes.len());
            of_classes.push((row.value, Part { witness, clients: row.clients, looked_at }));
        }
        for (finding, part) in of_classes {
            match finding {
                Finding::Breaks(_) => proof.broken.push(part),
                Finding::Undecided(_) => proof.undecided.push(part),
                Finding::Fine => {}
            }
        }
        proof
    }

    /// The set of an invariant. What was not divided is in it or outside of it, whichever the demand is about: it is then
    /// undecided, and never passed over.
    fn set(&self, invariant: &Invariant) -> ConnectionSet {
        let set = match invariant.demand {
            Demand::Only => ConnectionSet::of(&self.universe, &invariant.set),
            Demand::Never | Demand::Always => ConnectionSet::around(&self.universe, &invariant.set),
        };
        if !leaves_acme_out(invariant) {
            return set;
        }
        set.difference(&ConnectionSet::of(&self.universe, &acme()))
    }

    /// What each connection does to an invariant with this set; none where no class has anything to do with it.
    fn found(&self, invariant: &Invariant, set: &ConnectionSet) -> Option<Division<Finding>> {
        let reaches = self.reaches(invariant);
        let matters = |reach: &Reaches| invariant.demand == Demand::Always || reach.any != Truth::No;
        if !reaches.iter().any(matters) {
            return None;
        }
        let finding = |class: &u32, inside: &bool| {
            if *class == Classes::UNASKED {
                return Finding::Fine;
            }
            let reach = reaches.get(*class as usize).copied().unwrap_or(Reaches::UNKNOWN);
            let breaks = match (invariant.demand, inside) {
                (Demand::Only, false) | (Demand::Never, true) => reach.any,
                (Demand::Always, true) => reach.all.negated(),
                (Demand::Only, true) | (Demand::Never | Demand::Always, false) => Truth::No,
            };
            match breaks {
                Truth::No => Finding::Fine,
                Truth::Unknown => Finding::Undecided(*class),
                Truth::Yes => Finding::Breaks(*class),
            }
        };
        // Most classes have nothing to do with it, and most names are only of these.
        let asked = invariant.demand != Demand::Only;
        let may_matter =
            |class: &u32, inside: &[bool]| inside.contains(&asked) && reaches.get(*class as usize).is_none_or(&matters);
        Some(self.classes.division().combine_where(set.division(), may_matter, Finding::Fine, finding))
    }

    /// What each class does, by its number. Of what was not looked at nothing is known.
    fn reaches(&self, invariant: &Invariant) -> Vec<Reaches> {
        let of_class = |class: u32| self.classes.answer(class).map(|answer| Reaches::of(self.table, answer, invariant));
        let told = self.classes.numbers().map(|class| of_class(class).unwrap_or(Reaches::UNKNOWN));
        std::iter::once(Reaches::UNKNOWN).chain(told).collect()
    }
}

/// Nobody who offers `acme-tls/1` wants to get to a service: a certificate authority validates a name with it (RFC 8737).
fn leaves_acme_out(invariant: &Invariant) -> bool {
    let names_it = invariant.set.alpn.iter().flatten().any(|protocol| protocol == ACME_PROTOCOL);
    invariant.demand == Demand::Always && !names_it
}

fn acme() -> Selection {
    Selection { alpn: Some(vec![ACME_PROTOCOL.into()]), ..Selection::default() }
}
