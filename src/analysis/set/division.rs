use std::sync::Arc;

use super::mode::Mode;
use super::steps::Steps;
use super::universe::Universe;
use crate::connection::Connection;

/// A value for each address.
pub(in crate::analysis) type Cell<V> = Arc<Steps<u128, V>>;
/// A value for what is offered and each address.
pub(in crate::analysis) type Column<V> = Arc<Steps<u32, Cell<V>>>;
/// A value for each name, what is offered and each address: those of one entry point and one [`Mode`].
pub(in crate::analysis) type Plane<V> = Steps<u32, Column<V>>;

/// A value for every connection of a [`Universe`]. Equal divisions of one universe are equal values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division<V> {
    /// For each entry point of the universe, by [`Mode`].
    planes: Vec<[Plane<V>; 4]>,
}

impl<V: Clone + PartialEq> Division<V> {
    /// From the planes of each entry point, in the universe's order.
    pub(in crate::analysis) fn new(planes: Vec<[Plane<V>; 4]>) -> Self {
        Self { planes }
    }

    /// One value for all.
    pub fn constant(universe: &Universe, value: &V) -> Self {
        let plane = || Steps::constant(Arc::new(Steps::constant(Arc::new(Steps::constant(value.clone())))));
        Self { planes: universe.axes.iter().map(|_| [plane(), plane(), plane(), plane()]).collect() }
    }

    /// The value of a connection; none when its entry point is not in the universe.
    pub fn at(&self, universe: &Universe, connection: &Connection) -> Option<&V> {
        let (entry_point, axis) = universe.axis(&connection.entry_point)?;
        let plane = self.planes.get(entry_point)?.get(Mode::of(connection).place())?;
        let (name, choice) = axis.numbers(connection);
        Some(plane.at(name).at(choice).at(super::clients::number(connection.client_ip)))
    }

    /// A function of the values.
    #[must_use]
    pub fn map<W: Clone + PartialEq>(&self, change: impl Fn(&V) -> W) -> Division<W> {
        let cell = |cell: &Cell<V>| Arc::new(cell.map(&change));
        let column = |column: &Column<V>| Arc::new(column.map(cell));
        Division { planes: self.planes.iter().map(|modes| modes.each_ref().map(|plane| plane.map(column))).collect() }
    }

    /// A function of the values of two divisions of one universe: who is where in both.
    #[must_use]
    pub fn combine<U: Clone + PartialEq, W: Clone + PartialEq>(
        &self,
        other: &Division<U>,
        both: impl Fn(&V, &U) -> W,
    ) -> Division<W> {
        let cell = |a: &Cell<V>, b: &Cell<U>| Arc::new(a.combine(b, &both));
        let column = |a: &Column<V>, b: &Column<U>| Arc::new(a.combine(b, cell));
        let [plain, tls, postgres_plain, postgres_tls] = Mode::ALL.map(Mode::place);
        let planes = self.planes.iter().zip(&other.planes);
        let planes = planes
            .map(|(a, b)| [plain, tls, postgres_plain, postgres_tls].map(|mode| a[mode].combine(&b[mode], column)));
        Division { planes: planes.collect() }
    }

    /// Every value, some of them several times.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        let columns = self.planes.iter().flatten().flat_map(Steps::values);
        columns.flat_map(|column| column.values()).flat_map(|cell| cell.values())
    }

    /// The planes, each with the place of its entry point.
    pub(super) fn planes(&self) -> impl Iterator<Item = (usize, Mode, &Plane<V>)> {
        let planes = self.planes.iter().enumerate();
        planes.flat_map(|(entry_point, modes)| {
            Mode::ALL.into_iter().zip(modes).map(move |(mode, plane)| (entry_point, mode, plane))
        })
    }
}
