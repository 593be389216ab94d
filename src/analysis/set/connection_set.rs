use std::sync::Arc;

use super::algebra::algebra;
use super::division::{Column, Division, Plane};
use super::mode::Mode;
use super::rows::Row;
use super::selection::Selection;
use super::steps::Steps;
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

    /// The connections that a selection asks for. The universe has to know of it ([`Universe::new`]).
    pub fn of(universe: &Universe, selection: &Selection) -> Self {
        let nobody = Steps::constant(Arc::new(Steps::constant(Arc::new(Steps::constant(false)))));
        let planes = universe.axes.iter().enumerate().map(|(place, axis)| {
            let names = selection.entry_points.as_ref();
            let here = names.is_none_or(|names| names.contains(&axis.entry_point));
            Mode::ALL.map(|mode| {
                if here && selection.has_mode(mode) { plane(universe, place, selection) } else { nobody.clone() }
            })
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

fn plane(universe: &Universe, place: usize, selection: &Selection) -> Plane<bool> {
    let Some(axis) = universe.axes.get(place) else { return Steps::constant(Arc::default()) };
    let clients = selection.clients.as_ref().map_or(Steps::constant(true), |clients| clients.steps().clone());
    let (inside, outside) = (Arc::new(clients), Arc::new(Steps::constant(false)));
    let offers: Column<bool> = match &selection.alpn {
        None => Arc::new(Steps::constant(inside)),
        Some(protocols) => {
            let mask = protocols.iter().filter_map(|one| axis.offers.bit(one)).fold(0, |mask, bit| mask | bit);
            let chosen = |choice: u32| {
                let asked = choice < axis.offers.only_others() && choice & mask != 0;
                if asked { Arc::clone(&inside) } else { Arc::clone(&outside) }
            };
            Arc::new(Steps::new(chosen(0), (1..=axis.offers.last()).map(|choice| (choice, chosen(choice)))))
        }
    };
    if selection.names.is_none() {
        return Steps::constant(offers);
    }
    let nobody: Column<bool> = Arc::new(Steps::constant(outside));
    let mut asked: Vec<u32> = selection.keys().flat_map(|key| axis.names.of(&key).to_vec()).collect();
    asked.sort_unstable();
    asked.dedup();
    let steps = asked.into_iter().flat_map(|name| [(name, Arc::clone(&offers)), (name + 1, Arc::clone(&nobody))]);
    // Of a name and its neighbour, the second one's beginning counts.
    let mut later: Vec<(u32, Column<bool>)> = Vec::new();
    for step in steps {
        if later.last().is_some_and(|(start, _)| *start == step.0) {
            later.pop();
        }
        later.push(step);
    }
    Steps::new(nobody, later)
}
