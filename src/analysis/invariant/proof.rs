use foldhash::{HashMap, HashMapExt as _};

use super::class_places::ClassPlaces;
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
    places: ClassPlaces,
}

/// What each connection of a part of the universe does to an invariant.
struct Found {
    universe: Universe,
    division: Division<Finding>,
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
        let places = ClassPlaces::new(&classes);
        Self { table, universe, classes, places }
    }

    /// Whether one of the invariants holds.
    pub fn holds(&self, invariant: &Invariant) -> bool {
        self.found(invariant).division.values().all(|finding| *finding == Finding::Fine)
    }

    /// Whether an invariant does not hold, or is undecided, for connections that are not in an extent.
    pub fn is_broken_outside(&self, invariant: &Invariant, extents: &Extents) -> bool {
        let Found { universe, division } = self.found(invariant);
        let mut rows = division.rows(|finding| *finding != Finding::Fine);
        rows.any(|row| !row.is_within(&universe, |entry_point| extents.get(entry_point)))
    }

    /// The proof of one of the invariants.
    pub fn proof(&self, invariant: &Invariant) -> Proof {
        let mut proof = Proof { set_is_empty: self.is_about_nobody(invariant), ..Proof::default() };
        let Found { universe, division } = self.found(invariant);
        let mut parts: HashMap<Finding, usize> = HashMap::new();
        let mut of_classes: Vec<(Finding, Part)> = Vec::new();
        for row in division.rows(|finding| *finding != Finding::Fine) {
            if let Some((_, part)) = parts.get(&row.value).and_then(|place| of_classes.get_mut(*place)) {
                part.clients = part.clients.union(&row.clients);
                continue;
            }
            let Some(witness) = row.witness(&universe) else { continue };
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

    /// Whether the set of an invariant has no connection. One entry point after the other is looked at, up to the first that
    /// has some.
    fn is_about_nobody(&self, invariant: &Invariant) -> bool {
        let mut places = self.universe.places(&invariant.set).into_iter();
        places.all(|place| set(&self.universe.only(&[place]), invariant).is_empty())
    }

    /// What connections do to an invariant: those of the classes that have something to do with it. Most have not, and an
    /// invariant costs no more than those that do.
    fn found(&self, invariant: &Invariant) -> Found {
        let reaches = self.reaches(invariant);
        let spots = match invariant.demand {
            Demand::Always => self.classes.division().around(&self.universe, &invariant.set),
            Demand::Only | Demand::Never => self.places.spots(reaches.keys().copied().chain([Classes::UNTOLD])),
        };
        let mut places: Vec<usize> = spots.iter().map(|spot| spot.entry_point).collect();
        places.dedup();
        let universe = self.universe.only(&places);
        let division = self.classes.division().only(&spots, Classes::UNASKED);
        let finding = |class: &u32, inside: &bool| {
            if *class == Classes::UNASKED {
                return Finding::Fine;
            }
            let reach = self.reach(&reaches, *class);
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
        let asked = invariant.demand != Demand::Only;
        let matters = |class: &u32, inside: &[bool]| {
            let may_break = invariant.demand == Demand::Always || self.reach(&reaches, *class).any != Truth::No;
            may_break && inside.contains(&asked)
        };
        let set = set(&universe, invariant);
        let division = division.combine_where(set.division(), matters, Finding::Fine, finding);
        Found { universe, division }
    }

    /// What each class does that may lead to the services of an invariant, by its number.
    fn reaches(&self, invariant: &Invariant) -> HashMap<u32, Reaches> {
        let of_class = |class| Some((class, Reaches::of(self.table, self.classes.answer(class)?, invariant)));
        match &invariant.to {
            None => self.classes.numbers().filter_map(of_class).collect(),
            Some(services) => self.places.leading_to(services).filter_map(of_class).collect(),
        }
    }

    /// What a class does. Of what was not looked at nothing is known.
    fn reach(&self, reaches: &HashMap<u32, Reaches>, class: u32) -> Reaches {
        match reaches.get(&class) {
            Some(reach) => *reach,
            None if self.classes.answer(class).is_some() => Reaches::default(),
            None => Reaches::UNKNOWN,
        }
    }
}

/// The set of an invariant. What was not divided is in it or outside of it, whichever the demand is about: it is then
/// undecided, and never passed over.
fn set(universe: &Universe, invariant: &Invariant) -> ConnectionSet {
    let set = match invariant.demand {
        Demand::Only => ConnectionSet::of(universe, &invariant.set),
        Demand::Never | Demand::Always => ConnectionSet::around(universe, &invariant.set),
    };
    if !leaves_acme_out(invariant) {
        return set;
    }
    set.difference(&ConnectionSet::of(universe, &acme()))
}

/// Nobody who offers `acme-tls/1` wants to get to a service: a certificate authority validates a name with it (RFC 8737).
fn leaves_acme_out(invariant: &Invariant) -> bool {
    let names_it = invariant.set.alpn.iter().flatten().any(|protocol| protocol == ACME_PROTOCOL);
    invariant.demand == Demand::Always && !names_it
}

fn acme() -> Selection {
    Selection { alpn: Some(vec![ACME_PROTOCOL.into()]), ..Selection::default() }
}
