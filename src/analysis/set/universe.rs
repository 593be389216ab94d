use std::collections::BTreeSet;
use std::sync::Arc;

use foldhash::HashMap;
use smol_str::SmolStr;

use super::axis::Axis;
use super::extent::Extent;
use super::names::NameAtoms;
use super::offers::Offers;
use super::selection::Selection;
use crate::analysis::budget::{Budget, alternatives};
use crate::analysis::keys::Key;
use crate::analysis::lists::{Lists, TableLists};
use crate::analysis::names::Said;
use crate::routing::{Router, RoutingTable};
use crate::rule::Rule;

/// All connections to the entry points of some tables, as far as these and some selections tell them apart. Sets and
/// divisions of one universe can be put together.
#[derive(Clone, Debug, Default)]
pub struct Universe {
    /// What is told apart at each entry point, by name. The last may be that of all others
    /// ([`ANY_ENTRY_POINT`](crate::analysis::ANY_ENTRY_POINT)).
    pub(in crate::analysis) axes: Vec<Arc<Axis>>,
    places: HashMap<SmolStr, usize>,
}

impl Universe {
    /// The universe of tables that are compared, and of the selections that their sets are held against.
    pub fn new(tables: &[&RoutingTable], selections: &[&Selection]) -> Self {
        Self::within(tables, selections, |_| Some(Extent::Whole))
    }

    /// The part of this universe that is asked about at each entry point. The classes of the rest are
    /// [`Classes::UNASKED`](crate::analysis::Classes::UNASKED).
    pub(in crate::analysis) fn within(
        tables: &[&RoutingTable],
        selections: &[&Selection],
        extent: impl Fn(&str) -> Option<Extent>,
    ) -> Self {
        let rules = tables.iter().flat_map(|table| table.routers()).filter_map(Router::rule_tree);
        let mut budget = Budget::of_classes(alternatives(rules));
        let lists: Vec<_> = tables.iter().map(|table| TableLists::new(table)).collect();
        let names: BTreeSet<&str> = lists.iter().flat_map(TableLists::entry_points).collect();
        let asked = names.into_iter().filter_map(|name| Some((name, extent(name)?)));
        Self::of(asked.map(|(name, extent)| Arc::new(axis(name, &lists, selections, &extent, &mut budget))).collect())
    }

    fn of(axes: Vec<Arc<Axis>>) -> Self {
        let places = axes.iter().enumerate().map(|(place, axis)| (axis.entry_point.clone(), place)).collect();
        Self { axes, places }
    }

    /// The universe of some of its entry points, by their places here.
    pub(in crate::analysis) fn only(&self, entry_points: &[usize]) -> Self {
        Self::of(entry_points.iter().filter_map(|place| self.axes.get(*place).cloned()).collect())
    }

    /// The places of the entry points that a selection asks for.
    pub(in crate::analysis) fn places(&self, selection: &Selection) -> Vec<usize> {
        let Some(names) = &selection.entry_points else { return (0..self.axes.len()).collect() };
        let places: BTreeSet<usize> = names.iter().filter_map(|name| self.places.get(name).copied()).collect();
        places.into_iter().collect()
    }

    /// The entry points.
    pub fn entry_points(&self) -> impl Iterator<Item = &str> {
        self.axes.iter().map(|axis| axis.entry_point.as_str())
    }

    /// What is told apart at an entry point, with its place.
    pub(super) fn axis(&self, entry_point: &str) -> Option<(usize, &Axis)> {
        let place = *self.places.get(entry_point).or_else(|| self.places.get(crate::analysis::ANY_ENTRY_POINT))?;
        Some((place, self.axes.get(place)?))
    }
}

fn axis(
    name: &str,
    tables: &[TableLists<'_>],
    selections: &[&Selection],
    extent: &Extent,
    budget: &mut Budget,
) -> Axis {
    let mut lists: Vec<Lists<'_>> = tables.iter().filter_map(|table| table.at(name)).collect();
    for lists in &mut lists {
        lists.tls.retain(|router| extent.concerns(router));
    }
    let tls = || lists.iter().flat_map(|lists| lists.tls.iter().filter_map(|router| router.rule_tree()));
    let https = lists.iter().flat_map(|lists| lists.table.https_rules(name));
    let wanted: Vec<Key> = selections.iter().flat_map(|selection| selection.keys()).collect();
    let mut said = Said::new(tls().chain(https));
    for key in &wanted {
        match key {
            Key::Host(name) => drop(said.exact.insert(name)),
            Key::Suffix(suffix) => drop(said.suffixes.insert(suffix)),
        }
    }
    let asked = tls().flat_map(Rule::protocols).map(|(_, protocol, _)| SmolStr::new(protocol));
    let spoken: BTreeSet<&str> = lists.iter().flat_map(|it| it.table.protocols(it.tls.iter().copied())).collect();
    let spoken = spoken.into_iter().map(SmolStr::new);
    let selected = selections.iter().flat_map(|selection| selection.alpn.iter().flatten().cloned());
    let protocols = asked.chain(selected).collect::<BTreeSet<_>>().into_iter().chain(spoken);
    let names = NameAtoms::new(&said, budget);
    Axis { entry_point: name.into(), asked: extent.asked(&names), names, offers: Offers::new(protocols) }
}
