use std::collections::HashMap;

use super::class::ReachSet;
use crate::analysis::set::{OfferList, OffersKey, Row, Universe};
use crate::connection::Connection;

/// The rows of a universe as sets. What is offered is described once for all rows that have it in common.
pub(in crate::analysis) struct Sets<'u> {
    universe: &'u Universe,
    offers: HashMap<OffersKey, Vec<OfferList>>,
}

impl<'u> Sets<'u> {
    pub fn new(universe: &'u Universe) -> Self {
        Self { universe, offers: HashMap::new() }
    }

    /// A row as disjoint sets, each with one of its connections.
    pub fn of<V>(&mut self, row: &Row<V>) -> Vec<(ReachSet, Option<Connection>)> {
        let universe = self.universe;
        let lists = self.offers.entry(row.offers_key()).or_insert_with(|| row.offers(universe));
        let sets = lists.iter().map(|list| {
            let set = ReachSet::new(universe, row, list.clone());
            let witness = set.witness(universe, row);
            (set, witness)
        });
        sets.collect()
    }
}
