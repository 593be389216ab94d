use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use foldhash::{HashMap, HashMapExt as _};
use smol_str::SmolStr;

use super::axis::Axis;
use super::clients::Clients;
use super::division::{Division, Plane};
use super::extent::Extent;
use super::mode::Mode;
use super::name_list::NameList;
use super::offers_words::OfferList;
use super::shape_boxes::{Choices, ShapeBox};
use super::steps::Stretches;
use super::universe::Universe;
use crate::connection::{ClientHello, Connection};

/// What the clients of a row offer: the place of its entry point, and the choices. Without TLS it is nothing.
pub(in crate::analysis) type OffersKey = (Option<usize>, Choices);
/// The names of a row: the place of its entry point, and their numbers. Without TLS there are none.
pub(in crate::analysis) type NamesKey<'r> = (Option<usize>, &'r Stretches);

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
    pub(super) offers: Choices,
}

impl<V> Row<V> {
    /// The entry point.
    pub fn entry_point(&self, universe: &Universe) -> SmolStr {
        self.axis(universe).map(|axis| axis.entry_point.clone()).unwrap_or_default()
    }

    fn axis<'u>(&self, universe: &'u Universe) -> Option<&'u Axis> {
        universe.axes.get(self.entry_point).map(AsRef::as_ref)
    }

    /// What the clients offer, to know rows of the same by.
    pub(in crate::analysis) fn offers_key(&self) -> OffersKey {
        (self.mode.is_tls().then_some(self.entry_point), self.offers.clone())
    }

    /// The names, to know rows of the same by.
    pub(in crate::analysis) fn names_key(&self) -> NamesKey<'_> {
        static NOBODY: Stretches = Stretches::new();
        if self.mode.is_tls() { (Some(self.entry_point), &self.names) } else { (None, &NOBODY) }
    }

    /// One of the connections.
    pub fn witness(&self, universe: &Universe) -> Option<Connection> {
        self.witness_offering(universe, self.offer_that(universe, |_| true)?)
    }

    /// What one of the clients offers, if it is what is wanted.
    pub(in crate::analysis) fn offer_that(
        &self,
        universe: &Universe,
        wanted: impl Fn(&[SmolStr]) -> bool,
    ) -> Option<Vec<SmolStr>> {
        let offers = &self.axis(universe)?.offers;
        let choices = self.offers.stretches().iter().flat_map(|(first, last)| *first..=(*last).min(offers.last()));
        choices.map(|choice| offers.offer(choice)).find(|offer| wanted(offer))
    }

    /// The connection of a client who offers this, which has to be one of those that are offered.
    pub(in crate::analysis) fn witness_offering(&self, universe: &Universe, alpn: Vec<SmolStr>) -> Option<Connection> {
        let axis = self.axis(universe)?;
        let sni = || self.names.first().and_then(|(first, _)| axis.names.witness(*first));
        Some(Connection {
            entry_point: axis.entry_point.clone(),
            client_ip: self.clients.witness()?,
            tls: self.mode.is_tls().then(|| ClientHello::new(sni(), alpn)),
            postgres: self.mode.is_postgres(),
        })
    }

    /// The server names; everything where none is read.
    pub fn names(&self, universe: &Universe) -> NameList {
        let axis = self.axis(universe).filter(|_| self.mode.is_tls());
        axis.map_or_else(NameList::everything, |axis| NameList::new(&axis.names, &self.names))
    }

    /// What the clients offer, in one list or several disjoint ones; everything without TLS.
    pub fn offers(&self, universe: &Universe) -> Vec<OfferList> {
        let axis = self.axis(universe).filter(|_| self.mode.is_tls());
        axis.map_or_else(|| vec![OfferList::everything()], |axis| OfferList::of(&axis.offers, self.offers.stretches()))
    }

    /// Whether all of the connections are in an extent, which is given by entry point.
    pub(in crate::analysis) fn is_within<'e>(
        &self,
        universe: &Universe,
        extent: impl Fn(&str) -> Option<&'e Extent>,
    ) -> bool {
        let Some((axis, extent)) = self.axis(universe).and_then(|axis| Some((axis, extent(&axis.entry_point)?))) else {
            return false;
        };
        let asked = extent.asked(&axis.names);
        if !self.mode.is_tls() {
            return asked.plain();
        }
        let mut names = self.names.iter().flat_map(|(first, last)| *first..=*last.min(&axis.names.last()));
        names.all(|name| asked.name(name))
    }

    /// The same box of other clients.
    #[must_use]
    pub fn with_clients(self, clients: Clients) -> Self {
        Self { clients, ..self }
    }
}

impl<V: Clone + Eq + Hash> Division<V> {
    /// The connections of the values that are wanted, as disjoint boxes: those that differ in one axis alone are one. They
    /// are made plane by plane.
    pub fn rows(&self, wanted: impl Fn(&V) -> bool) -> impl Iterator<Item = Row<V>> {
        self.rows_of(0..self.number_of_planes(), wanted)
    }

    /// Those of these planes alone.
    pub(in crate::analysis) fn rows_of(
        &self,
        planes: Range<usize>,
        wanted: impl Fn(&V) -> bool,
    ) -> impl Iterator<Item = Row<V>> {
        self.planes().skip(planes.start).take(planes.len()).flat_map(move |(entry_point, mode, plane)| {
            parts(plane, &wanted).into_iter().map(move |Part { value, of, names }| {
                let (clients, offers) = (of.clients.clone(), of.offers.clone());
                Row { value: value.clone(), entry_point, mode, clients, names, offers }
            })
        })
    }
}

/// A box of one value, and the names that have it.
struct Part<'p, V> {
    value: &'p V,
    of: &'p ShapeBox,
    names: Stretches,
}

/// What parts are known by.
struct Known<'p, V>(&'p V, &'p ShapeBox);

impl<V: Eq> PartialEq for Known<'_, V> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 && self.1.is_like(other.1)
    }
}

impl<V: Eq> Eq for Known<'_, V> {}

impl<V: Hash> Hash for Known<'_, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
        state.write_u64(self.1.hash());
    }
}

fn parts<'p, V: Clone + Eq + Hash>(plane: &'p Plane<V>, wanted: &impl Fn(&V) -> bool) -> Vec<Part<'p, V>> {
    let mut parts: Vec<Part<'_, V>> = Vec::new();
    let mut known: HashMap<Known<'_, V>, usize> = HashMap::with_capacity(plane.starts().len());
    for (first, last, column) in plane.stretches(u32::MAX) {
        if !column.values().iter().any(wanted) {
            continue;
        }
        for of in column.shape().boxes() {
            let Some(value) = column.values().get(of.block as usize).filter(|value| wanted(value)) else { continue };
            match known.entry(Known(value, of)) {
                Entry::Occupied(at) => {
                    parts.get_mut(*at.get()).into_iter().for_each(|part| part.names.push((first, last)));
                }
                Entry::Vacant(new) => {
                    new.insert(parts.len());
                    parts.push(Part { value, of, names: vec![(first, last)] });
                }
            }
        }
    }
    parts
}
