use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};
use smol_str::SmolStr;

use super::class::ReachSet;
use crate::analysis::set::{NameList, OfferList, OffersKey, Row, Stretches, Universe};
use crate::connection::Connection;

/// The rows of a universe as sets. What is offered, and which names are sent, is described once for all rows that have it
/// in common.
pub(in crate::analysis) struct Sets<'u> {
    universe: &'u Universe,
    offers: HashMap<OffersKey, Vec<Offered>>,
    /// By the place of the entry point, where a name is read.
    names: HashMap<Option<usize>, HashMap<Stretches, Arc<NameList>>>,
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
    pub fn of<V>(&mut self, row: &Row<V>) -> impl Iterator<Item = (ReachSet, Option<Connection>)> {
        let universe = self.universe;
        let names = self.names(row);
        let offered = self.offers.entry(row.offers_key()).or_insert_with(|| {
            let lists = row.offers(universe).into_iter();
            let offered = lists.map(|list| Offered {
                example: row.offer_that(universe, |offered| list.has(offered)),
                list: Arc::new(list),
            });
            offered.collect()
        });
        offered.iter().map(move |Offered { list, example }| {
            let set = ReachSet::new(universe, row, &names, list);
            let witness = example.as_ref().and_then(|example| row.witness_offering(universe, example.clone()));
            (set, witness)
        })
    }

    fn names<V>(&mut self, row: &Row<V>) -> Arc<NameList> {
        let (at, names) = row.names_key();
        let known = self.names.entry(at).or_default();
        if let Some(known) = known.get(names) {
            return Arc::clone(known);
        }
        let list = Arc::new(row.names(self.universe));
        known.insert(names.clone(), Arc::clone(&list));
        list
    }
}
