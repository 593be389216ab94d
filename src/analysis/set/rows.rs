use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hash, RandomState};

use smol_str::SmolStr;

use super::clients::Clients;
use super::division::{Cell, Column, Division, Plane};
use super::mode::Mode;
use super::name_list::NameList;
use super::offers_words::OfferList;
use super::steps::Stretches;
use super::universe::Universe;
use crate::connection::{ClientHello, Connection};

/// What the clients of a row offer: the place of its entry point, and the choices.
pub(in crate::analysis) type OffersKey = (usize, Stretches);

/// A box of connections of one value: each of its names with each of its choices of protocols and each of its clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<V> {
    /// What all of them have in common.
    pub value: V,
    /// The place of the entry point in the universe.
    pub(super) entry_point: usize,
    /// How they begin.
    pub mode: Mode,
    /// Where they come from.
    pub clients: Clients,
    pub(super) names: Stretches,
    pub(super) offers: Stretches,
}

impl<V> Row<V> {
    /// The entry point.
    pub fn entry_point<'u>(&self, universe: &'u Universe) -> &'u str {
        universe.axes.get(self.entry_point).map_or("", |axis| axis.entry_point.as_str())
    }

    /// What the clients offer, to know rows of the same by.
    pub(in crate::analysis) fn offers_key(&self) -> OffersKey {
        (self.entry_point, self.offers.clone())
    }

    /// One of the connections.
    pub fn witness(&self, universe: &Universe) -> Option<Connection> {
        self.witness_that(universe, |_| true)
    }

    /// One of the connections whose client offers what is wanted.
    pub fn witness_that(&self, universe: &Universe, wanted: impl Fn(&[SmolStr]) -> bool) -> Option<Connection> {
        let axis = universe.axes.get(self.entry_point)?;
        let choices = self.offers.iter().flat_map(|(first, last)| *first..=(*last).min(axis.offers.last()));
        let alpn = choices.map(|choice| axis.offers.offer(choice)).find(|offer| wanted(offer))?;
        let sni = self.names.first().and_then(|(first, _)| axis.names.witness(*first));
        let hello = || ClientHello::new(sni, alpn);
        Some(Connection {
            entry_point: axis.entry_point.clone(),
            client_ip: self.clients.witness()?,
            tls: self.mode.is_tls().then(hello),
            postgres: self.mode.is_postgres(),
        })
    }

    /// The server names; everything where none is read.
    pub fn names(&self, universe: &Universe) -> NameList {
        let axis = universe.axes.get(self.entry_point).filter(|_| self.mode.is_tls());
        axis.map_or_else(NameList::everything, |axis| NameList::new(&axis.names, &self.names))
    }

    /// What the clients offer, in one list or several disjoint ones; everything without TLS.
    pub fn offers(&self, universe: &Universe) -> Vec<OfferList> {
        let axis = universe.axes.get(self.entry_point).filter(|_| self.mode.is_tls());
        axis.map_or_else(|| vec![OfferList::everything()], |axis| OfferList::of(&axis.offers, &self.offers))
    }

    /// The same box of other clients.
    #[must_use]
    pub fn with_clients(self, clients: Clients) -> Self {
        Self { clients, ..self }
    }
}

impl<V: Clone + Eq + Hash> Division<V> {
    /// The connections of the values that are wanted, as disjoint boxes: those that differ in one axis alone are one.
    pub fn rows(&self, wanted: impl Fn(&V) -> bool) -> Vec<Row<V>> {
        let mut rows = Vec::new();
        for (entry_point, mode, plane) in self.planes() {
            for ((value, clients, offers), names) in boxes(plane, &wanted) {
                let clients = Clients::from_stretches(clients);
                rows.push(Row { value, entry_point, mode, clients, names, offers });
            }
        }
        rows
    }
}

/// Addresses, by their numbers.
type Addresses = Vec<(u128, u128)>;
/// The clients of one value, and what they offer.
type Part<V> = (V, Addresses, Stretches);

fn boxes<V: Clone + Eq + Hash>(plane: &Plane<V>, wanted: &impl Fn(&V) -> bool) -> Vec<(Part<V>, Stretches)> {
    let mut boxes: Vec<(Part<V>, Stretches)> = Vec::new();
    // By what they look like: most of a value's parts may differ.
    let mut known: HashMap<(V, u64), Vec<usize>> = HashMap::new();
    let hasher = RandomState::new();
    for (first, last, column) in plane.stretches(u32::MAX) {
        for part in parts(column, wanted) {
            let places = known.entry((part.0.clone(), hasher.hash_one((&part.1, &part.2)))).or_default();
            let same = places.iter().copied().find(|place| boxes.get(*place).is_some_and(|(other, _)| *other == part));
            if let Some((_, names)) = same.and_then(|place| boxes.get_mut(place)) {
                names.push((first, last));
            } else {
                places.push(boxes.len());
                boxes.push((part, vec![(first, last)]));
            }
        }
    }
    boxes
}

/// The parts of one name, or of several that are alike.
fn parts<V: Clone + Eq + Hash>(column: &Column<V>, wanted: &impl Fn(&V) -> bool) -> Vec<Part<V>> {
    let mut found: Vec<Part<V>> = Vec::new();
    let mut of_value = Places::default();
    for (first, last, cell) in column.stretches(u32::MAX) {
        for (value, clients) in by_value(cell, wanted) {
            let same = |part: &Part<V>| part.0 == *value && part.1 == clients;
            if let Some((_, _, offers)) = of_value.find(value, &mut found, same) {
                offers.push((first, last));
            } else {
                of_value.add(value, found.len());
                found.push((value.clone(), clients, vec![(first, last)]));
            }
        }
    }
    found
}

/// The addresses of each value, in the order of their first ones.
fn by_value<'c, V: Eq + Hash>(cell: &'c Cell<V>, wanted: &impl Fn(&V) -> bool) -> Vec<(&'c V, Addresses)> {
    let mut found: Vec<(&V, Addresses)> = Vec::new();
    let mut places = Places::default();
    for (first, last, value) in cell.stretches(u128::MAX).filter(|(_, _, value)| wanted(value)) {
        if let Some((_, clients)) = places.find(value, &mut found, |(other, _)| *other == value) {
            clients.push((first, last));
        } else {
            places.add(value, found.len());
            found.push((value, vec![(first, last)]));
        }
    }
    found
}

/// Where things of a value are in a list: most lists are short, and are looked through.
struct Places<'v, V>(HashMap<&'v V, Vec<usize>>);

impl<V> Default for Places<'_, V> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<'v, V: Eq + Hash> Places<'v, V> {
    /// From how many things on a list is no longer looked through.
    const MANY: usize = 16;

    fn find<'l, T>(&self, value: &V, list: &'l mut [T], is_it: impl Fn(&T) -> bool) -> Option<&'l mut T> {
        let (looked, known) = list.split_at_mut(list.len().min(Self::MANY));
        if let Some(place) = looked.iter().position(&is_it) {
            return looked.get_mut(place);
        }
        let places = self.0.get(value).filter(|_| !known.is_empty())?;
        let place = places.iter().filter_map(|place| place.checked_sub(Self::MANY));
        let place = place.into_iter().find(|place| known.get(*place).is_some_and(&is_it))?;
        known.get_mut(place)
    }

    fn add(&mut self, value: &'v V, place: usize) {
        if place >= Self::MANY {
            self.0.entry(value).or_default().push(place);
        }
    }
}
