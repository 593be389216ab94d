use std::hash::Hash;
use std::sync::Arc;

use super::column::{Column, Memo};
use super::mode::Mode;
use super::selection::Selection;
use super::steps::Steps;
use super::universe::Universe;
use crate::connection::Connection;

/// A value for each name, what is offered and each address: those of one entry point and one [`Mode`].
pub(in crate::analysis) type Plane<V> = Steps<u32, Arc<Column<V>>>;

/// A stretch of names on which a division has one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysis) struct Spot {
    /// The place of the entry point.
    pub entry_point: usize,
    mode: Mode,
    /// Its number among those of the entry point and the mode.
    stretch: usize,
}

/// A value for every connection of a [`Universe`]. Equal divisions of one universe are equal values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division<V> {
    /// For each entry point of the universe, by [`Mode`].
    planes: Vec<[Plane<V>; 4]>,
}

impl<V: Clone + Eq + Hash> Division<V> {
    /// From the planes of each entry point, in the universe's order.
    pub(in crate::analysis) fn new(planes: Vec<[Plane<V>; 4]>) -> Self {
        Self { planes }
    }

    /// One value for all.
    pub fn constant(universe: &Universe, value: &V) -> Self {
        let plane: Plane<V> = Steps::constant(Arc::new(Column::constant(value.clone())));
        Self { planes: universe.axes.iter().map(|_| Mode::ALL.map(|_| plane.clone())).collect() }
    }

    /// The value of a connection; none when its entry point is not in the universe.
    pub fn at(&self, universe: &Universe, connection: &Connection) -> Option<&V> {
        let (entry_point, axis) = universe.axis(&connection.entry_point)?;
        let plane = self.planes.get(entry_point)?.get(Mode::of(connection).place())?;
        let (name, choice) = axis.numbers(connection);
        plane.at(name).at(choice, super::clients::number(connection.client_ip))
    }

    /// A function of the values.
    #[must_use]
    pub fn map<W: Clone + Eq + Hash>(&self, change: impl Fn(&V) -> W) -> Division<W> {
        let mut memo = Memo::default();
        let mut column = |column: &Arc<Column<V>>| Arc::new(column.map(&change, &mut memo));
        let planes = self.planes.iter().map(|modes| modes.each_ref().map(|plane| plane.map(&mut column)));
        Division { planes: planes.collect() }
    }

    /// A function of the values of two divisions of one universe: who is where in both.
    #[must_use]
    pub fn combine<U: Clone + Eq + Hash, W: Clone + Eq + Hash>(
        &self,
        other: &Division<U>,
        both: impl Fn(&V, &U) -> W,
    ) -> Division<W> {
        let mut memo = Memo::default();
        self.each_column(other, |own, their| Arc::new(own.combine(their, &both, &mut memo)))
    }

    /// The same, with `otherwise` for all of a name where none of its values matters.
    #[must_use]
    pub fn combine_where<U: Clone + Eq + Hash, W: Clone + Eq + Hash>(
        &self,
        other: &Division<U>,
        matters: impl Fn(&V, &[U]) -> bool,
        otherwise: W,
        both: impl Fn(&V, &U) -> W,
    ) -> Division<W> {
        let mut memo = Memo::default();
        let nothing = Arc::new(Column::constant(otherwise));
        self.each_column(other, |own, their| {
            if own.values().iter().any(|value| matters(value, their.values())) {
                Arc::new(own.combine(their, &both, &mut memo))
            } else {
                Arc::clone(&nothing)
            }
        })
    }

    /// Where each stretch of names is that has one column, with the values of that.
    pub(in crate::analysis) fn spots(&self) -> impl Iterator<Item = (Spot, &[V])> {
        self.planes().flat_map(|(entry_point, mode, plane)| {
            let columns = plane.values().enumerate();
            columns.map(move |(stretch, column)| (Spot { entry_point, mode, stretch }, column.values()))
        })
    }

    /// These spots alone, in their order, and `elsewhere` around them: a division of the universe of their entry points
    /// ([`Universe::only`]).
    #[must_use]
    pub(in crate::analysis) fn only(&self, spots: &[Spot], elsewhere: V) -> Self {
        let elsewhere = Arc::new(Column::constant(elsewhere));
        let planes = spots.chunk_by(|a, b| a.entry_point == b.entry_point).filter_map(|here| {
            let modes = self.planes.get(here.first()?.entry_point)?;
            Some(Mode::ALL.map(|mode| {
                let stretches = here.iter().filter(|spot| spot.mode == mode).map(|spot| spot.stretch);
                modes[mode.place()].only(stretches, &elsewhere)
            }))
        });
        Self { planes: planes.collect() }
    }

    /// Where the connections are that a selection asks for, and others beside them.
    pub(in crate::analysis) fn around(&self, universe: &Universe, selection: &Selection) -> Vec<Spot> {
        let mut spots = Vec::new();
        for entry_point in universe.places(selection) {
            let (Some(modes), Some(axis)) = (self.planes.get(entry_point), universe.axes.get(entry_point)) else {
                continue;
            };
            let names = selection.names.is_some().then(|| selection.asked(axis, true));
            for (mode, plane) in Mode::ALL.into_iter().zip(modes).filter(|(mode, _)| selection.has_mode(*mode)) {
                let stretches = match &names {
                    None => (0..plane.values().count()).collect(),
                    Some(names) => {
                        let mut some: Vec<usize> = names.iter().map(|name| plane.stretch(*name)).collect();
                        some.dedup();
                        some
                    }
                };
                spots.extend(stretches.into_iter().map(|stretch| Spot { entry_point, mode, stretch }));
            }
        }
        spots
    }

    fn each_column<U: Clone + Eq + Hash, W: Clone + Eq + Hash>(
        &self,
        other: &Division<U>,
        mut column: impl FnMut(&Column<V>, &Column<U>) -> Arc<Column<W>>,
    ) -> Division<W> {
        let [plain, tls, postgres_plain, postgres_tls] = Mode::ALL.map(Mode::place);
        let planes = self.planes.iter().zip(&other.planes).map(|(a, b)| {
            [plain, tls, postgres_plain, postgres_tls]
                .map(|mode| a[mode].combine(&b[mode], |own, their| column(own, their)))
        });
        Division { planes: planes.collect() }
    }

    /// Every value, some of them several times.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.planes.iter().flatten().flat_map(Steps::values).flat_map(|column| column.values())
    }

    /// How many planes there are.
    pub(in crate::analysis) fn number_of_planes(&self) -> usize {
        self.planes.len() * Mode::ALL.len()
    }

    /// The planes, each with the place of its entry point.
    pub(super) fn planes(&self) -> impl Iterator<Item = (usize, Mode, &Plane<V>)> {
        let planes = self.planes.iter().enumerate();
        planes.flat_map(|(entry_point, modes)| {
            Mode::ALL.into_iter().zip(modes).map(move |(mode, plane)| (entry_point, mode, plane))
        })
    }
}
