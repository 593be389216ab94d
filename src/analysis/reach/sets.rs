use std::collections::HashMap;
use std::sync::Arc;

use smol_str::SmolStr;

use super::class::ReachSet;
use crate::analysis::set::{NameList, NamesKey, OfferList, OffersKey, Row, Universe};
use crate::connection::Connection;

/// The rows of a universe as sets. What is offered, and which names are sent, is described once for all rows that have it
/// in common.
pub(in crate::analysis) struct Sets<'u> {
    universe: &'u Universe,
    offers: HashMap<OffersKey, Vec<Offered>>,
    names: HashMap<NamesKey, Arc<NameList>>,
}

/// Clients who offer something, and what one of them does.
struct Offered {
    list: Arc<OfferList>,
    example: Option<Vec<SmolStr>>,
}

impl<'u> Sets<'u> {
    pub fn new(universe: &'u Universe) -> Self {
        Self { universe, offers: HashMap::new(), names: HashMap::new() }
    }

    /// A row as disjoint sets, each with one of its connections.
    pub fn of<V>(&mut self, row: &Row<V>) -> Vec<(ReachSet, Option<Connection>)> {
        let universe = self.universe;
        let names = self.names.entry(row.names_key()).or_insert_with(|| Arc::new(row.names(universe)));
        let offered = self.offers.entry(row.offers_key()).or_insert_with(|| {
            let lists = row.offers(universe).into_iter();
            let offered = lists.map(|list| Offered {
                example: row.offer_that(universe, |offered| list.has(offered)),
                list: Arc::new(list),
            });
            offered.collect()
        });
        let sets = offered.iter().map(|Offered { list, example }| {
            let set = ReachSet::new(universe, row, names, list);
            let witness = example.as_ref().and_then(|example| row.witness_offering(universe, example.clone()));
            (set, witness)
        });
        sets.collect()
    }
}
