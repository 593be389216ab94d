use std::collections::HashMap;

use super::reaches::{Reaches, Truth};
use super::{Demand, Invariant};
use crate::analysis::classes::Classes;
use crate::analysis::set::{Clients, ConnectionSet, Selection, Universe};
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
    if invariants.is_empty() {
        return Vec::new();
    }
    let acme = acme();
    let mut selections: Vec<_> = invariants.iter().map(|invariant| &invariant.set).collect();
    selections.extend(invariants.iter().any(|it| leaves_acme_out(it)).then_some(&acme));
    let universe = Universe::new(&[table], &selections);
    let classes = Classes::new(&universe, table);
    invariants.iter().map(|invariant| proof(table, &universe, &classes, invariant)).collect()
}

/// Nobody who offers `acme-tls/1` wants to get to a service: a certificate authority validates a name with it (RFC 8737).
fn leaves_acme_out(invariant: &Invariant) -> bool {
    let names_it = invariant.set.alpn.iter().flatten().any(|protocol| protocol == ACME_PROTOCOL);
    invariant.demand == Demand::Always && !names_it
}

fn acme() -> Selection {
    Selection { alpn: Some(vec![ACME_PROTOCOL.into()]), ..Selection::default() }
}

fn proof(table: &RoutingTable, universe: &Universe, classes: &Classes<'_>, invariant: &Invariant) -> Proof {
    let mut set = ConnectionSet::of(universe, &invariant.set);
    if leaves_acme_out(invariant) {
        set = set.difference(&ConnectionSet::of(universe, &acme()));
    }
    let reaches = reaches(table, classes, invariant);
    let matters = |reach: &Reaches| invariant.demand == Demand::Always || reach.any != Truth::No;
    let mut proof = Proof { set_is_empty: set.is_empty(), ..Proof::default() };
    if !reaches.iter().any(matters) {
        return proof;
    }
    let finding = |class: &u32, inside: &bool| {
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
    let found = classes.division().combine_where(set.division(), may_matter, Finding::Fine, finding);
    let mut parts: HashMap<Finding, usize> = HashMap::new();
    let mut of_classes: Vec<(Finding, Part)> = Vec::new();
    for row in found.rows(|finding| *finding != Finding::Fine) {
        if let Some((_, part)) = parts.get(&row.value).and_then(|place| of_classes.get_mut(*place)) {
            part.clients = part.clients.union(&row.clients);
            continue;
        }
        let Some(witness) = row.witness(universe) else { continue };
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

/// What each class does, by its number. Of what was not looked at nothing is known.
fn reaches(table: &RoutingTable, classes: &Classes<'_>, invariant: &Invariant) -> Vec<Reaches> {
    let of_class = |class: u32| classes.answer(class).map(|answer| Reaches::of(table, answer, invariant));
    let told = classes.numbers().map(|class| of_class(class).unwrap_or(Reaches::UNKNOWN));
    std::iter::once(Reaches::UNKNOWN).chain(told).collect()
}
