use super::algebra::algebra;
use super::division::Division;
use super::rows::Row;
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
        self.0.rows(|inside| *inside)
    }

    /// One of them.
    pub fn witness(&self, universe: &Universe) -> Option<Connection> {
        self.rows().first().and_then(|row| row.witness(universe))
    }

    /// The same as a division.
    pub fn division(&self) -> &Division<bool> {
        &self.0
    }
}
