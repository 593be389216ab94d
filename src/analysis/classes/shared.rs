use foldhash::HashMap;

use super::super::budget::{Budget, alternatives};
use super::super::set::{Memo, Offers};
use super::choices::Choices;
use super::columns::Columns;
use super::guards::Guards;
use super::known::Known;
use crate::routing::{Router, RoutingTable};

/// What the entry points of a table have in common.
pub(super) struct Shared<'t> {
    pub known: Known<'t>,
    pub budget: Budget,
    pub guards: Guards<'t>,
    pub columns: Columns,
    pub memo: Memo,
}

impl<'t> Shared<'t> {
    pub fn new(table: &'t RoutingTable) -> Self {
        Self {
            known: Known::new(),
            budget: Budget::of_classes(alternatives(table.routers().iter().filter_map(Router::rule_tree))),
            guards: Guards::new(table),
            columns: Columns::default(),
            memo: Memo::default(),
        }
    }
}

/// The choices of all entry points, by the protocols that matter there.
#[derive(Default)]
pub(super) struct AllChoices<'t>(HashMap<Offers, Choices<'t>>);

impl<'t> AllChoices<'t> {
    pub fn of(&mut self, table: &'t RoutingTable, offers: &Offers) -> &mut Choices<'t> {
        self.0.entry(offers.clone()).or_insert_with(|| Choices::new(table, offers))
    }
}
