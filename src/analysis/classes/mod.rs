//! Every connection of a universe with what a table does with it: one connection of each class is decided, and what rules,
//! allow lists and TLS options tell apart is divided before.
//!
//! 1. `divider`: one entry point, name by name.
//! 2. `column`: one name; what clients offer and where they come from. Rules divide these first (`cuts`), and then the allow
//!    lists (`guards`) and the TLS options (`choices`) of the routers that may take a connection.
//! 3. `columns`: what was found of a name, put together. Names that are divided alike share what divides them.

mod choices;
mod column;
mod columns;
mod cuts;
mod divider;
mod guards;
mod known;
mod shared;

use super::lists::TableLists;
use super::set::{ConnectionSet, Division, Row, Universe};
use crate::routing::{Answer, RoutingTable};
use divider::Divider;
use shared::{AllChoices, Shared};

/// All connections of a universe by what a table does with them. What has one answer is one class, and each connection is
/// in one class.
#[derive(Clone, Debug)]
pub struct Classes<'t> {
    answers: Vec<Option<Answer<'t>>>,
    division: Division<u32>,
}

impl<'t> Classes<'t> {
    /// The class of what was not looked at, for there would be too many classes: tangles of regular expressions, say.
    pub const UNTOLD: u32 = known::UNTOLD;

    /// The class of what is not asked about ([`Universe::within`]).
    pub(super) const UNASKED: u32 = known::UNASKED;

    /// The classes of a table's connections. The universe has to know of the table ([`Universe::new`]).
    pub fn new(universe: &Universe, table: &'t RoutingTable) -> Self {
        let lists = TableLists::new(table);
        let (mut shared, mut choices) = (Shared::new(table), AllChoices::default());
        let planes = universe.axes.iter().map(|axis| {
            let lists = lists.at(&axis.entry_point);
            Divider::new(table, axis, lists, &mut shared, choices.of(table, &axis.offers)).planes()
        });
        let division = Division::new(planes.collect());
        Self { answers: shared.known.answers, division }
    }

    /// What becomes of the connections of a class; none for [`Self::UNTOLD`] and what is not asked about.
    pub fn answer(&self, class: u32) -> Option<&Answer<'t>> {
        self.answers.get(class as usize)?.as_ref()
    }

    /// The classes by number, but for [`Self::UNTOLD`].
    pub fn numbers(&self) -> impl Iterator<Item = u32> + use<> {
        1..u32::try_from(self.answers.len()).unwrap_or(u32::MAX)
    }

    /// The class of every connection.
    pub fn division(&self) -> &Division<u32> {
        &self.division
    }

    /// The connections of the classes of which something is so. Of those that were not looked at there is no answer.
    pub fn set(&self, wanted: impl Fn(Option<&Answer<'t>>) -> bool) -> ConnectionSet {
        let wanted: Vec<bool> = self.answers.iter().map(|answer| wanted(answer.as_ref())).collect();
        ConnectionSet::new(self.division.map(|class| wanted.get(*class as usize).copied().unwrap_or(false)))
    }

    /// The classes as disjoint boxes.
    pub fn rows(&self) -> Vec<Row<u32>> {
        self.division.rows(|_| true).collect()
    }
}
