use std::collections::HashMap;
use std::sync::Arc;

use smol_str::SmolStr;

use super::super::budget::Budget;
use super::super::cells::has_axes;
use super::super::keys::keys;
use super::super::lists::Lists;
use super::super::set::{Axis, Cell, Column, Mode, NameAtom, Offers, Plane, Steps, address};
use super::cuts::{Cuts, unindexed};
use super::known::{Known, UNASKED, UNTOLD};
use crate::routing::{ClientHello, Connection, Handshake, Router, RoutingTable};
use crate::rule::Rule;
use crate::traefik::change;

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
    unasked: Column<u32>,
    /// Whether HTTPS routers share the entry point.
    https: bool,
}

impl<'t, 'a> Divider<'t, 'a> {
    pub fn new(
        table: &'t RoutingTable,
        axis: &'a Axis,
        lists: Option<Lists<'t>>,
        known: &'a mut Known<'t>,
        budget: &'a mut Budget,
    ) -> Self {
        let constant = |class: u32| Arc::new(Steps::constant(Arc::new(Steps::constant(class))));
        Self {
            table,
            axis,
            lists,
            known,
            budget,
            handshakes: HashMap::new(),
            offers: (0..=axis.offers.only_others()).map(|choice| axis.offers.offer(choice)).collect(),
            connection: Connection::plain(axis.entry_point.clone(), address(0)),
            https: !table.https_rules(&axis.entry_point).is_empty() || table.has_https_catch_all(&axis.entry_point),
            untold: constant(UNTOLD),
            unasked: constant(UNASKED),
        }
    }

    /// The class of every connection, for each [`Mode`].
    pub fn planes(mut self) -> [Plane<u32>; 4] {
        let lists = self.lists.take();
        let rules = |routers: &[&'t Router]| routers.iter().filter_map(|router| router.rule_tree()).collect();
        let (plain, tls, peeks): (Vec<&Rule>, Vec<&Rule>, bool) =
            lists.map_or((Vec::new(), Vec::new(), true), |it| (rules(&it.plain), rules(&it.tls), it.peeks));
        let plain = if self.axis.asked.plain() { plain } else { Vec::new() };
        let cuts = Cuts::new(self.axis, &plain);
        let first = self.without_tls(&cuts, &plain);
        // Where Traefik peeks at nothing, the routers without TLS come first whatever the client would say.
        let early = if peeks { None } else { Some(first.at(Offers::NOTHING)).cloned() };
        let (general, cuts) = match &early {
            Some(early) => (plain.as_slice(), cuts.without(|class| self.known.is_early(class), early)),
            None => (&[][..], Cuts::new(self.axis, &[])),
        };
        let with_tls = self.tls(&tls, general, &cuts, None);
        if !self.table.changes().has(&change::POSTGRES_STARTTLS) {
            // The request is what a client without TLS sends.
            let early = early.map_or(with_tls.clone(), |early| self.behind(&early, &with_tls));
            let first = Steps::constant(first);
            return Mode::ALL.map(|mode| if mode == Mode::Tls { early.clone() } else { first.clone() });
        }
        self.connection.postgres = true;
        let with_both = self.tls(&tls, general, &cuts, Some(&with_tls));
        self.connection.tls = None;
        let with_request = self.without_tls(&cuts, general);
        let [with_tls, with_both, with_request] = [with_tls, with_both, Steps::constant(with_request)]
            .map(|plane| early.as_ref().map_or(plane.clone(), |early| self.behind(early, &plane)));
        Mode::ALL.map(|mode| match mode {
            Mode::Plain => Steps::constant(Arc::clone(&first)),
            Mode::Tls => with_tls.clone(),
            Mode::PostgresPlain => with_request.clone(),
            Mode::PostgresTls => with_both.clone(),
        })
    }

    /// The clients without TLS.
    fn without_tls(&mut self, cuts: &Cuts, rules: &[&Rule]) -> Column<u32> {
        if self.axis.asked.plain() { self.column(cuts, unindexed(rules)) } else { Arc::clone(&self.unasked) }
    }

    /// A plane, but for the clients that a router takes before anything is read.
    fn behind(&self, early: &Cell<u32>, plane: &Plane<u32>) -> Plane<u32> {
        let either = |early: &u32, later: &u32| if self.known.is_early(*early) { *early } else { *later };
        let cell = |later: &Cell<u32>| Arc::new(early.combine(later, either));
        plane.map(|column| Arc::new(column.map(cell)))
    }

    /// The clients with TLS. `first` and `cuts` are of rules that come before all others; `without` is the plane of those
    /// without PostgreSQL's request.
    fn tls(&mut self, rules: &[&Rule], first: &[&Rule], cuts: &Cuts, without: Option<&Plane<u32>>) -> Plane<u32> {
        let names = &self.axis.names;
        let mut groups: Vec<Vec<&Rule>> = vec![Vec::new(); names.all.len()];
        let mut general: Vec<&Rule> = Vec::new();
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
        let usual = Cuts::new(self.axis, &general).and(cuts);
        let work = unindexed(&general) + unindexed(first);
        let mut columns = (0..).zip(&groups).map(|(name, group)| {
            if !self.axis.asked.name(name) {
                return Arc::clone(&self.unasked);
            }
            if names.get(name) == Some(&NameAtom::Untold) {
                return Arc::clone(&self.untold);
            }
            if let Some(same) =
                without.map(|plane| plane.at(name)).filter(|column| self.is_the_same_with_request(column))
            {
                return Arc::clone(same);
            }
            self.connection.tls = Some(ClientHello::new(names.witness(name), Vec::new()));
            if !group.iter().any(|rule| has_axes(rule.expression())) {
                return self.column(&usual, work);
            }
            self.column(&usual.and(&Cuts::new(self.axis, group)), work)
        });
        let first = columns.next();
        Steps::new(first.unwrap_or_default(), (1..).zip(columns))
    }

    /// Whether PostgreSQL's request changes nothing: where Traefik grants it and no HTTPS router has a say, a router that alone takes a connection
    /// takes it after the request as well.
    fn is_the_same_with_request(&self, column: &Column<u32>) -> bool {
        let granted = self.table.grants_postgres() && !self.https;
        granted && column.values().flat_map(|cell| cell.values()).all(|class| self.known.is_alone(*class))
    }
}
