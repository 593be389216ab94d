use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};

use super::algebra::algebra;
use super::axis::Axis;
use super::column::Column;
use super::division::{Division, Plane};
use super::mode::Mode;
use super::offers::Offers;
use super::rows::Row;
use super::selection::Selection;
use super::steps::{Cell, Steps};
use super::universe::Universe;
use crate::connection::Connection;

/// A set of the connections of a [`Universe`]. Equal sets of one universe are equal values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionSet(Division<bool>);

algebra!(ConnectionSet);

impl ConnectionSet {
    /// Those of which a division's value is true.
    pub fn new(division: Division<bool>) -> Self {
        Self(division)
    }

    /// All connections.
    pub fn all(universe: &Universe) -> Self {
        Self(Division::constant(universe, &true))
    }

    /// The connections that a selection asks for. The universe has to know of it ([`Universe::new`]). Of what the universe
    /// did not divide, for it would have been too much work, none.
    pub fn of(universe: &Universe, selection: &Selection) -> Self {
        Self::chosen(universe, Chosen::new(selection, false))
    }

    /// The same, and all that the universe did not divide where some of it is asked for: none that is asked for is missing.
    pub fn around(universe: &Universe, selection: &Selection) -> Self {
        Self::chosen(universe, Chosen::new(selection, true))
    }

    fn chosen(universe: &Universe, mut chosen: Chosen<'_>) -> Self {
        let selection = chosen.selection;
        let nobody = Steps::constant(Arc::clone(&chosen.nobody));
        let planes = universe.axes.iter().map(|axis| {
            let names = selection.entry_points.as_ref();
            let here = names.is_none_or(|names| names.contains(&axis.entry_point));
            let everybody = if here { chosen.plane(axis) } else { nobody.clone() };
            Mode::ALL.map(|mode| if selection.has_mode(mode) { everybody.clone() } else { nobody.clone() })
        });
        Self::new(Division::new(planes.collect()))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        !self.0.values().any(|inside| *inside)
    }

    /// Whether a connection is one of them.
    pub fn contains(&self, universe: &Universe, connection: &Connection) -> bool {
        self.0.at(universe, connection).copied().unwrap_or(false)
    }

    /// Whether all of them are of the other.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.difference(other).is_empty()
    }

    /// As disjoint boxes.
    pub fn rows(&self) -> Vec<Row<bool>> {
        self.each_row().collect()
    }

    fn each_row(&self) -> impl Iterator<Item = Row<bool>> {
        self.0.rows(|inside| *inside)
    }

    /// One of them.
    pub fn witness(&self, universe: &Universe) -> Option<Connection> {
        self.each_row().next().and_then(|row| row.witness(universe))
    }

    /// The same as a division.
    pub fn division(&self) -> &Division<bool> {
        &self.0
    }
}

/// The connections that a selection asks for, entry point by entry point.
struct Chosen<'s> {
    selection: &'s Selection,
    /// Whether names and protocols that were not divided are asked for with any of them.
    untold: bool,
    inside: Cell<bool>,
    outside: Cell<bool>,
    nobody: Arc<Column<bool>>,
    /// Who is asked for of a name, by the bits of the protocols and how many choices there are.
    columns: HashMap<(u32, u32), Arc<Column<bool>>>,
}

impl<'s> Chosen<'s> {
    fn new(selection: &'s Selection, untold: bool) -> Self {
        let clients = selection.clients.as_ref().map_or(Steps::constant(true), |clients| clients.steps().clone());
        Self {
            selection,
            untold,
            inside: Arc::new(clients),
            outside: Arc::new(Steps::constant(false)),
            nobody: Arc::new(Column::constant(false)),
            columns: HashMap::new(),
        }
    }

    /// Those to one entry point, as if it were asked for whatever they begin with.
    fn plane(&mut self, axis: &Axis) -> Plane<bool> {
        let column = self.column(&axis.offers);
        if self.selection.names.is_none() {
            return Steps::constant(column);
        }
        let asked = self.selection.asked(axis, self.untold);
        let runs = asked.chunk_by(|name, next| name + 1 == *next);
        let ends = runs.filter_map(|run| Some((*run.first()?, *run.last()? + 1)));
        let steps = ends.flat_map(|(first, behind)| [(first, Arc::clone(&column)), (behind, Arc::clone(&self.nobody))]);
        let (begins_inside, steps): (Vec<_>, Vec<_>) = steps.partition(|(start, _)| *start == 0);
        let first = begins_inside.into_iter().next().map_or_else(|| Arc::clone(&self.nobody), |(_, column)| column);
        Steps::new(first, steps)
    }

    fn column(&mut self, offers: &Offers) -> Arc<Column<bool>> {
        let protocols = self.selection.alpn.as_ref();
        let bits = protocols.map(|protocols| protocols.iter().filter_map(|one| offers.bit(one)).fold(0, |a, b| a | b));
        let key = bits.map_or((0, 0), |bits| (bits, offers.last()));
        if let Some(known) = self.columns.get(&key) {
            return Arc::clone(known);
        }
        let chosen = |choice: u32| {
            let told = |bits: u32| choice < offers.only_others() && choice & bits != 0;
            let asked = bits.is_none_or(|bits| told(bits) || self.untold && Some(choice) == offers.untold());
            Arc::clone(if asked { &self.inside } else { &self.outside })
        };
        let last = bits.map_or(0, |_| offers.last());
        let cells = Steps::new(chosen(0), (1..=last).map(|choice| (choice, chosen(choice))));
        let column = Arc::new(Column::of(&cells));
        self.columns.insert(key, Arc::clone(&column));
        column
    }
}
