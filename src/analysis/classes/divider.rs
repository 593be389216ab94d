use std::collections::HashMap;
use std::sync::Arc;

use smol_str::SmolStr;

use super::super::budget::Budget;
use super::super::keys::keys;
use super::super::lists::Lists;
use super::super::set::{Axis, Column, Mode, NameAtom, Plane, Steps, address};
use super::Classes;
use super::cuts::{Cuts, unindexed};
use super::known::Known;
use crate::routing::{ClientHello, Connection, Handshake, Router, RoutingTable};
use crate::rule::Rule;

/// One entry point, divided.
pub(super) struct Divider<'t, 'a> {
    pub(super) table: &'t RoutingTable,
    pub(super) axis: &'a Axis,
    lists: Option<Lists<'t>>,
    pub(super) known: &'a mut Known<'t>,
    pub(super) budget: &'a mut Budget,
    /// How TLS options answer each choice of protocols.
    pub(super) handshakes: HashMap<usize, Vec<Handshake>>,
    /// What is offered at each choice.
    pub(super) offers: Vec<Vec<SmolStr>>,
    pub(super) connection: Connection,
    pub(super) untold: Column<u32>,
}

impl<'t, 'a> Divider<'t, 'a> {
    pub fn new(
        table: &'t RoutingTable,
        axis: &'a Axis,
        lists: Option<Lists<'t>>,
        known: &'a mut Known<'t>,
        budget: &'a mut Budget,
    ) -> Self {
        Self {
            table,
            axis,
            lists,
            known,
            budget,
            handshakes: HashMap::new(),
            offers: (0..=axis.offers.only_others()).map(|choice| axis.offers.offer(choice)).collect(),
            connection: Connection::plain(axis.entry_point.clone(), address(0)),
            untold: Arc::new(Steps::constant(Arc::new(Steps::constant(Classes::UNTOLD)))),
        }
    }

    /// The class of every connection, for each [`Mode`].
    pub fn planes(mut self) -> [Plane<u32>; 4] {
        let lists = self.lists.take();
        let rules = |routers: &[&'t Router]| routers.iter().filter_map(|router| router.rule_tree()).collect();
        let (plain, tls, peeks): (Vec<&Rule>, Vec<&Rule>, bool) =
            lists.map_or((Vec::new(), Vec::new(), true), |it| (rules(&it.plain), rules(&it.tls), it.peeks));
        Mode::ALL.map(|mode| {
            self.connection.postgres = mode.is_postgres();
            if mode.is_tls() {
                return self.tls(&tls, if peeks { &[] } else { &plain });
            }
            self.connection.tls = None;
            let general: &[&Rule] = if peeks && mode.is_postgres() { &[] } else { &plain };
            let cuts = Cuts::new(self.axis, general);
            Steps::constant(self.column(&cuts, unindexed(general)))
        })
    }

    /// The clients with TLS. Where Traefik peeks at nothing, the rules without TLS come first.
    fn tls(&mut self, rules: &[&Rule], first: &[&Rule]) -> Plane<u32> {
        let names = &self.axis.names;
        let mut groups: Vec<Vec<&Rule>> = vec![Vec::new(); names.all.len()];
        let mut general: Vec<&Rule> = first.to_vec();
        for &rule in rules {
            match keys(rule.expression()) {
                None => general.push(rule),
                Some(keys) => {
                    for name in keys.iter().flat_map(|key| names.of(key)) {
                        groups.get_mut(*name as usize).into_iter().for_each(|group| group.push(rule));
                    }
                }
            }
        }
        let usual = Cuts::new(self.axis, &general);
        let work = unindexed(&general);
        let mut columns = (0..).zip(&groups).map(|(name, group)| {
            if names.get(name) == Some(&NameAtom::Untold) {
                return Arc::clone(&self.untold);
            }
            self.connection.tls = Some(ClientHello::new(names.witness(name), Vec::new()));
            let cuts = Cuts::new(self.axis, group);
            if cuts.is_none() { self.column(&usual, work) } else { self.column(&usual.and(&cuts), work) }
        });
        let first = columns.next();
        Steps::new(first.unwrap_or_default(), (1..).zip(columns))
    }
}
