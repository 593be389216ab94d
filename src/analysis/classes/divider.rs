use std::sync::Arc;

use super::super::budget::{asked, asked_of_all};
use super::super::cells::has_axes;
use super::super::keys::keys;
use super::super::lists::Lists;
use super::super::set::{Axis, Column, Mode, NameAtom, Offers, Plane, Steps, address};
use super::choices::Choices;
use super::cuts::Cuts;
use super::known::{UNASKED, UNTOLD};
use super::shared::Shared;
use crate::routing::{ClientHello, Connection, Router, RoutingTable};
use crate::rule::Expression;
use crate::traefik::change;

/// One entry point, divided.
pub(super) struct Divider<'t, 'a> {
    pub(super) table: &'t RoutingTable,
    pub(super) axis: &'a Axis,
    lists: Option<Lists<'t>>,
    pub(super) shared: &'a mut Shared<'t>,
    pub(super) choices: &'a mut Choices<'t>,
    pub(super) connection: Connection,
    pub(super) untold: Arc<Column<u32>>,
    unasked: Arc<Column<u32>>,
    /// Whether HTTPS routers share the entry point.
    https: bool,
}

impl<'t, 'a> Divider<'t, 'a> {
    pub fn new(
        table: &'t RoutingTable,
        axis: &'a Axis,
        lists: Option<Lists<'t>>,
        shared: &'a mut Shared<'t>,
        choices: &'a mut Choices<'t>,
    ) -> Self {
        let constant = |class: u32| Arc::new(Column::constant(class));
        Self {
            table,
            axis,
            lists,
            shared,
            choices,
            connection: Connection::plain(axis.entry_point.clone(), address(0)),
            https: !table.https_rules(&axis.entry_point).is_empty() || table.has_https_catch_all(&axis.entry_point),
            untold: constant(UNTOLD),
            unasked: constant(UNASKED),
        }
    }

    /// The class of every connection, for each [`Mode`].
    pub fn planes(mut self) -> [Plane<u32>; 4] {
        let lists = self.lists.take();
        let (plain, tls, peeks) = lists
            .map_or((Vec::new(), Vec::new(), true), |it| (alternatives(&it.plain), alternatives(&it.tls), it.peeks));
        let plain = if self.axis.asked.plain() { plain } else { Vec::new() };
        let cuts = Cuts::new(self.axis, plain.iter().copied());
        let first = self.without_tls(&cuts, &plain);
        // Where Traefik peeks at nothing, the routers without TLS come first whatever the client would say.
        let early = (!peeks).then(|| Arc::clone(&first));
        let (general, cuts) = match &early {
            Some(early) => {
                let settled = early.cell(Offers::NOTHING, |class| self.shared.known.is_early(*class));
                (plain.as_slice(), cuts.without(&settled))
            }
            None => (&[][..], Cuts::new(self.axis, [])),
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
            .map(|plane| early.as_ref().map_or_else(|| plane.clone(), |early| self.behind(early, &plane)));
        Mode::ALL.map(|mode| match mode {
            Mode::Plain => Steps::constant(Arc::clone(&first)),
            Mode::Tls => with_tls.clone(),
            Mode::PostgresPlain => with_request.clone(),
            Mode::PostgresTls => with_both.clone(),
        })
    }

    /// The clients without TLS.
    fn without_tls(&mut self, cuts: &Cuts, asked: &[&Expression]) -> Arc<Column<u32>> {
        if self.axis.asked.plain() {
            self.column(cuts, asked_of_all(asked.iter().copied()))
        } else {
            Arc::clone(&self.unasked)
        }
    }

    /// A plane, but for the clients that a router takes before anything is read.
    fn behind(&mut self, early: &Column<u32>, plane: &Plane<u32>) -> Plane<u32> {
        let Shared { known, memo, .. } = &mut *self.shared;
        let either = |early: &u32, later: &u32| if known.is_early(*early) { *early } else { *later };
        plane.map(|column| Arc::new(early.combine(column, either, memo)))
    }

    /// The clients with TLS. `first` and `cuts` are of rules that come before all others; `without` is the plane of those
    /// without PostgreSQL's request.
    fn tls(
        &mut self,
        alternatives: &[&Expression],
        first: &[&Expression],
        cuts: &Cuts,
        without: Option<&Plane<u32>>,
    ) -> Plane<u32> {
        let names = &self.axis.names;
        // What tells apart more than names, by the names that it asks for.
        let mut special: Vec<Vec<&Expression>> = vec![Vec::new(); names.all.len()];
        let mut general: Vec<&Expression> = Vec::new();
        for &expression in alternatives {
            match keys(expression) {
                None => general.push(expression),
                Some(keys) if has_axes(expression) => {
                    for name in keys.iter().flat_map(|key| names.of(key)) {
                        special.get_mut(*name as usize).into_iter().for_each(|group| group.push(expression));
                    }
                }
                Some(_) => {}
            }
        }
        let usual = Cuts::new(self.axis, general.iter().copied()).and(cuts);
        let work = asked_of_all(general.iter().chain(first).copied());
        let mut columns = (0..).zip(&special).map(|(name, special)| {
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
            if special.is_empty() {
                return self.column(&usual, work);
            }
            let cuts = usual.and(&Cuts::new(self.axis, special.iter().copied()));
            self.column(&cuts, work + asked(special.iter().copied()))
        });
        let first = columns.next().unwrap_or_else(|| Arc::new(Column::constant(UNTOLD)));
        Steps::new(first, (1..).zip(columns))
    }

    /// Whether PostgreSQL's request changes nothing: where Traefik grants it and no HTTPS router has a say, a router that alone takes a connection
    /// takes it after the request as well.
    fn is_the_same_with_request(&self, column: &Column<u32>) -> bool {
        let granted = self.table.grants_postgres() && !self.https;
        granted && column.values().iter().all(|class| self.shared.known.is_alone(*class))
    }
}

/// The alternatives of the rules of some routers.
fn alternatives<'t>(routers: &[&'t Router]) -> Vec<&'t Expression> {
    routers.iter().filter_map(|router| router.rule_tree()).flat_map(|rule| rule.expression().alternatives()).collect()
}
