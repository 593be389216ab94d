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

use std::convert::Infallible;
use std::ops::Range;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};
use serde::ser::{SerializeSeq as _, SerializeStruct as _};
use serde::{Serialize, Serializer};

use super::classes::Classes;
use super::set::{Clients, Row, Universe};
use crate::routing::RoutingTable;
use crate::side_by_side::side_by_side;

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
    Reaches::new(table, filter.clone()).collected()
}

/// The same, one after the other: large tables have many classes.
#[derive(Clone, Debug)]
pub struct Reaches<'t> {
    table: &'t RoutingTable,
    filter: ReachFilter,
    universe: Universe,
    classes: Classes<'t>,
}

impl<'t> Reaches<'t> {
    /// The classes of a table that a filter lets through.
    pub fn new(table: &'t RoutingTable, filter: ReachFilter) -> Self {
        let universe = Universe::new(&[table], &[]);
        let classes = Classes::new(&universe, table);
        Self { table, filter, universe, classes }
    }

    /// All of them.
    pub fn collected(&self) -> Reach {
        let planes = self.classes.division().number_of_planes();
        let collected = |planes: Range<usize>| {
            let mut classes = Vec::new();
            let Ok(()) = self.each_of(planes, |class| {
                classes.push(class);
                Ok::<(), Infallible>(())
            });
            classes
        };
        // Of one entry point these are the connections without PostgreSQL's request and those with it, which are as many.
        let half = planes / 2;
        let (mut classes, more) = side_by_side(|| collected(0..half), || collected(half..planes));
        classes.extend(more);
        Reach { classes, left_out: self.left_out() }
    }

    /// Hands over each class, by entry point, until one is not taken.
    ///
    /// # Errors
    /// Why a class is not taken.
    pub fn each<E>(&self, take: impl FnMut(ReachClass) -> Result<(), E>) -> Result<(), E> {
        self.each_of(0..self.classes.division().number_of_planes(), take)
    }

    fn each_of<E>(&self, planes: Range<usize>, mut take: impl FnMut(ReachClass) -> Result<(), E>) -> Result<(), E> {
        let mut fates: HashMap<u32, Arc<Reached>> = HashMap::new();
        let mut sets = Sets::new(&self.universe);
        for row in self.rows(planes, |class| class != Classes::UNTOLD) {
            let Some(answer) = self.classes.answer(row.value) else { continue };
            let fate = fates.entry(row.value).or_insert_with(|| Arc::new(Reached::new(self.table, answer)));
            if self.filter.has_service(fate) {
                for (set, witness) in sets.of(&row) {
                    take(ReachClass { set, fate: Arc::clone(fate), witness })?;
                }
            }
        }
        Ok(())
    }

    /// The connections that were not looked at.
    pub fn left_out(&self) -> Vec<ReachSet> {
        let mut sets = Sets::new(&self.universe);
        let mut left_out = Vec::new();
        let planes = 0..self.classes.division().number_of_planes();
        for row in self.rows(planes, |class| class == Classes::UNTOLD) {
            left_out.extend(sets.of(&row).map(|(set, _)| set));
        }
        left_out
    }

    fn rows(&self, planes: Range<usize>, wanted: impl Fn(u32) -> bool) -> impl Iterator<Item = Row<u32>> {
        let rows = self.classes.division().rows_of(planes, move |class| wanted(*class));
        let here = rows.filter(|row| self.filter.has_entry_point(&row.entry_point(&self.universe)));
        here.filter_map(|row| within(row, self.filter.from.as_ref()))
    }
}

/// As [`Reach`], written as it is made.
impl Serialize for Reaches<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_struct("Reach", 2)?;
        all.serialize_field("classes", &Each(self))?;
        all.serialize_field("left_out", &self.left_out())?;
        all.end()
    }
}

struct Each<'r, 't>(&'r Reaches<'t>);

impl Serialize for Each<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_seq(None)?;
        self.0.each(|class| all.serialize_element(&class))?;
        all.end()
    }
}

/// The part of a row whose clients are meant.
fn within(row: Row<u32>, from: Option<&Clients>) -> Option<Row<u32>> {
    let Some(from) = from else { return Some(row) };
    let clients = row.clients.intersection(from);
    (!clients.is_empty()).then(|| row.with_clients(clients))
}
