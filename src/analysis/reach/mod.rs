//! Who reaches what: the classes of a table's connections as rows that people and programs read.

mod class;
mod fate;
mod filter;
mod sets;

pub(crate) use class::ReachClass;
pub use class::ReachSet;
pub(crate) use fate::ReachedService;
pub use fate::{Limit, Reached};
pub use filter::{ReachFilter, ServiceName};
pub(super) use sets::Sets;

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use super::classes::Classes;
use super::set::{Clients, Row, Universe};
use crate::routing::RoutingTable;

/// Every connection of a table in one class, but for those that a filter leaves out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reach {
    /// The classes, by entry point.
    pub classes: Vec<ReachClass>,
    /// The connections that were not looked at, for there would be too many classes. Nothing is known of them.
    pub left_out: Vec<ReachSet>,
}

/// All classes of a table that a filter lets through.
pub fn reach(table: &RoutingTable, filter: &ReachFilter) -> Reach {
    let universe = Universe::new(&[table], &[]);
    let classes = Classes::new(&universe, table);
    let mut fates: HashMap<u32, Arc<Reached>> = HashMap::new();
    let mut sets = Sets::new(&universe);
    let mut reach = Reach { classes: Vec::new(), left_out: Vec::new() };
    for row in classes.rows() {
        if !filter.has_entry_point(&row.entry_point(&universe)) {
            continue;
        }
        let Some(row) = within(row, filter.from.as_ref()) else { continue };
        let fate = classes
            .answer(row.value)
            .map(|answer| &*fates.entry(row.value).or_insert_with(|| Arc::new(Reached::new(table, answer))));
        if fate.is_some_and(|fate| !filter.has_service(fate)) {
            continue;
        }
        for (set, witness) in sets.of(&row) {
            match fate {
                Some(fate) => reach.classes.push(ReachClass { set, fate: Arc::clone(fate), witness }),
                None => reach.left_out.push(set),
            }
        }
    }
    reach
}

/// The part of a row whose clients are meant.
fn within(row: Row<u32>, from: Option<&Clients>) -> Option<Row<u32>> {
    let Some(from) = from else { return Some(row) };
    let clients = row.clients.intersection(from);
    (!clients.is_empty()).then(|| row.with_clients(clients))
}
