use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ptr::from_ref;
use std::sync::Arc;

use super::budget::Budget;
use super::cells::ranges;
use super::keys::keys;
use super::lists::{Lists, TableLists};
use super::pieces::pieces;
use super::set::{Axis, Cell, Clients, Column, ConnectionSet, Division, Mode, NameAtom, Plane, Row, Steps, Universe};
use super::set::{address, stretches};
use crate::routing::{Answer, Cause, ClientHello, Connection, Router, RoutingTable};
use crate::rule::Rule;

/// The most pieces into which allow lists may divide the clients of one stretch.
const MOST_PIECES: usize = 4_096;

/// All connections of a universe by what a table does with them. What has one answer is one class, and each connection is
/// in one class.
#[derive(Clone, Debug)]
pub struct Classes<'t> {
    answers: Vec<Option<Answer<'t>>>,
    division: Division<u32>,
}

impl<'t> Classes<'t> {
    /// The class of what was not looked at, for there would be too many classes: tangles of regular expressions, say.
    pub const UNTOLD: u32 = 0;

    /// The classes of a table's connections. The universe has to know of the table ([`Universe::new`]).
    pub fn new(universe: &Universe, table: &'t RoutingTable) -> Self {
        let lists = TableLists::new(table);
        let mut known = Known { answers: vec![None], places: HashMap::new() };
        let mut budget = Budget::of_classes(table.routers().len());
        let planes = universe.axes.iter().map(|axis| {
            let lists = lists.at(&axis.entry_point);
            Divider::new(table, axis, lists, &mut known, &mut budget).planes()
        });
        let division = Division::new(planes.collect());
        Self { answers: known.answers, division }
    }

    /// What becomes of the connections of a class; none for [`Self::UNTOLD`].
    pub fn answer(&self, class: u32) -> Option<&Answer<'t>> {
        self.answers.get(class as usize)?.as_ref()
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
        self.division.rows(|_| true)
    }
}

/// Answers, each once.
struct Known<'t> {
    answers: Vec<Option<Answer<'t>>>,
    places: HashMap<(Cause, Option<*const Router>, Vec<*const Router>, bool), u32>,
}

impl<'t> Known<'t> {
    fn place(&mut self, answer: Answer<'t>) -> u32 {
        let contenders = answer.contenders.iter().map(|router| from_ref(*router)).collect();
        let key = (answer.cause, answer.router.map(from_ref), contenders, answer.waits_for_client);
        *self.places.entry(key).or_insert_with(|| {
            self.answers.push(Some(answer));
            u32::try_from(self.answers.len()).unwrap_or(u32::MAX).saturating_sub(1)
        })
    }
}

/// What some rules tell apart beside names.
struct Cuts {
    /// Where stretches of addresses begin that no rule tells apart, in order.
    starts: Vec<u128>,
    /// The bits of the protocols that rules ask for.
    protocols: u32,
}

/// A stretch of addresses that one router takes, or some of which one does.
struct Stretch<'t> {
    pieces: Vec<Clients>,
    answer: Answer<'t>,
    witness: std::net::IpAddr,
}

struct Divider<'t, 'a> {
    table: &'t RoutingTable,
    axis: &'a Axis,
    lists: Option<Lists<'t>>,
    known: &'a mut Known<'t>,
    budget: &'a mut Budget,
    /// How TLS options answer each choice of protocols.
    handshakes: HashMap<usize, Vec<crate::routing::Handshake>>,
    /// What is offered at each choice.
    offers: Vec<Vec<smol_str::SmolStr>>,
    connection: Connection,
    untold: Column<u32>,
}

impl<'t, 'a> Divider<'t, 'a> {
    fn new(
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

    fn planes(mut self) -> [Plane<u32>; 4] {
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
            let cuts = self.cuts(general);
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
        let usual = self.cuts(&general);
        let work = unindexed(&general);
        let mut columns = (0..).zip(&groups).map(|(name, group)| {
            if names.get(name) == Some(&NameAtom::Untold) {
                return Arc::clone(&self.untold);
            }
            self.connection.tls = Some(ClientHello { sni: names.witness(name), alpn: Vec::new() });
            let cuts = self.cuts(group);
            if cuts.starts.len() == 1 && cuts.protocols == 0 {
                return self.column(&usual, work);
            }
            let starts = usual.starts.iter().chain(&cuts.starts).copied().collect::<BTreeSet<_>>();
            let both = Cuts { starts: starts.into_iter().collect(), protocols: usual.protocols | cuts.protocols };
            self.column(&both, work)
        });
        let first = columns.next();
        Steps::new(first.unwrap_or_default(), (1..).zip(columns))
    }

    fn cuts(&self, rules: &[&Rule]) -> Cuts {
        let mut starts = BTreeSet::from([0]);
        let mut protocols = 0;
        for rule in rules {
            for (first, last) in ranges(rule.expression()).flat_map(stretches) {
                starts.insert(first);
                starts.extend(last.checked_add(1));
            }
            let bits = rule.protocols().filter_map(|(_, protocol, _)| self.axis.offers.bit(protocol));
            protocols = bits.fold(protocols, |all, bit| all | bit);
        }
        Cuts { starts: starts.into_iter().collect(), protocols }
    }

    /// The clients of one server name; `work` is what a decision costs.
    fn column(&mut self, cuts: &Cuts, work: usize) -> Column<u32> {
        let mut alike: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let only_others = self.axis.offers.only_others();
        let most = if self.connection.tls.is_some() { only_others } else { 0 };
        for choice in 0..=most {
            let asked = if choice == only_others { 0 } else { choice & cuts.protocols };
            alike.entry(asked).or_default().push(choice);
        }
        if !self.budget.spend(cuts.starts.len().saturating_mul(alike.len()).saturating_mul(work)) {
            return Arc::clone(&self.untold);
        }
        let mut cells: BTreeMap<u32, Cell<u32>> = BTreeMap::new();
        for choices in alike.into_values() {
            let Some(stretches) = self.stretches(cuts, &choices) else { return Arc::clone(&self.untold) };
            let groups = self.by_handshake(&stretches, choices);
            for (place, group) in groups.into_iter().enumerate() {
                let Some(cell) = self.cell(&stretches, &group, place == 0, work) else {
                    return Arc::clone(&self.untold);
                };
                cells.extend(group.into_iter().map(|choice| (choice, Arc::clone(&cell))));
            }
        }
        let untold = self.axis.offers.untold().filter(|_| most > 0);
        let untold = untold.map(|choice| (choice, Arc::new(Steps::constant(Classes::UNTOLD))));
        let mut cells = cells.into_iter().chain(untold);
        let (_, first) = cells.next().unwrap_or_default();
        Arc::new(Steps::new(first, cells))
    }

    fn offering(&mut self, choices: &[u32]) {
        let offer = choices.first().and_then(|choice| self.offers.get(*choice as usize));
        if let (Some(hello), Some(offer)) = (&mut self.connection.tls, offer) {
            hello.alpn.clone_from(offer);
        }
    }

    /// Who takes the clients of each stretch that rules tell apart.
    fn stretches(&mut self, cuts: &Cuts, choices: &[u32]) -> Option<Vec<Stretch<'t>>> {
        self.offering(choices);
        let ends = cuts.starts.iter().skip(1).map(|start| start - 1).chain([u128::MAX]);
        let stretches = cuts.starts.iter().zip(ends).map(|(first, last)| {
            let clients = Clients::from_stretches(vec![(*first, last)]);
            let witness = clients.witness()?;
            self.connection.client_ip = witness;
            let answer = self.table.decide_fast(&self.connection);
            let pieces = pieces(self.table, clients, &takers(&answer), MOST_PIECES)?;
            Some(Stretch { pieces, answer, witness })
        });
        stretches.collect()
    }

    /// Choices of protocols, those together that no TLS options tell apart which may have a say.
    fn by_handshake(&mut self, stretches: &[Stretch<'t>], choices: Vec<u32>) -> Vec<Vec<u32>> {
        let mut options = BTreeSet::new();
        for Stretch { answer, .. } in stretches {
            let takers = takers(answer);
            options.extend(takers.iter().filter_map(|router| self.table.options_of(router)));
            // The default options have one where no router takes the connection, or may not after all.
            let own = answer.contenders.is_empty() && answer.router.is_some_and(|router| !router.is_catch_all());
            options.extend((!own).then_some(0));
        }
        if self.connection.tls.is_none() || options.is_empty() {
            return vec![choices];
        }
        let (table, offers) = (self.table, &self.offers);
        for &option in &options {
            let all = || offers.iter().map(|offer| table.handshake(option, offer)).collect();
            self.handshakes.entry(option).or_insert_with(all);
        }
        let mut groups: Vec<(Vec<_>, Vec<u32>)> = Vec::new();
        for choice in choices {
            let answers = options.iter().map(|option| self.handshakes.get(option)?.get(choice as usize).copied());
            let answers: Vec<_> = answers.collect();
            match groups.iter_mut().find(|(known, _)| *known == answers) {
                Some((_, group)) => group.push(choice),
                None => groups.push((answers, vec![choice])),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// The class of each address, for clients who offer the like.
    fn cell(&mut self, stretches: &[Stretch<'t>], choices: &[u32], is_decided: bool, work: usize) -> Option<Cell<u32>> {
        self.offering(choices);
        let mut steps: Vec<(u128, u32)> = Vec::with_capacity(stretches.len());
        for Stretch { pieces, answer, witness } in stretches {
            for piece in pieces {
                let class = if is_decided && piece.contains(*witness) {
                    self.known.place(answer.clone())
                } else {
                    if !self.budget.spend(work) {
                        return None;
                    }
                    self.connection.client_ip = piece.witness()?;
                    self.known.place(self.table.decide_fast(&self.connection))
                };
                steps.extend(piece.stretches().map(|(first, _)| (first, class)));
            }
        }
        steps.sort_unstable();
        let mut steps = steps.into_iter();
        let (_, first) = steps.next()?;
        Some(Arc::new(Steps::new(first, steps)))
    }
}

/// How many rules a decision has to ask, for nothing else tells whether they match.
fn unindexed(rules: &[&Rule]) -> usize {
    1 + rules.iter().filter(|rule| rule.client_ips().next().is_none()).count()
}

fn takers<'t>(answer: &Answer<'t>) -> Vec<&'t Router> {
    if answer.contenders.is_empty() { answer.router.into_iter().collect() } else { answer.contenders.clone() }
}
