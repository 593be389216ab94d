use std::ops::Range;

use ipnet::IpNet;
use smol_str::SmolStr;

use super::addresses::addresses;
use super::budget::Budget;
use super::keys::{Key, are_exact, keys};
use super::names::Names;
use crate::routing::{Cause, ClientHello, Connection, Router, RoutingTable};
use crate::rule::{Client, Expression, Matcher, MatcherKind, Rule};

/// One class of clients.
#[derive(Debug)]
pub(super) struct Cell<'t> {
    /// A client of the class. With TLS it asks for it as PostgreSQL does: so it comes to the TCP routers alone, past
    /// those of HTTPS, and any client could.
    pub connection: Connection,
    /// The router that takes it, or those of which one does.
    pub takers: Vec<&'t Router>,
    /// Whether it matters which of several does.
    pub is_chance: bool,
}

/// All classes of one list of an entry point.
#[derive(Debug, Default)]
pub(super) struct Cells<'t> {
    /// The classes, those of a name together.
    pub all: Vec<Cell<'t>>,
    /// The names, with the places of their cells. None without TLS.
    names: Option<(Names, Vec<Range<usize>>)>,
    /// Whether every address and protocol of these names has a cell.
    complete: bool,
}

impl<'t> Cells<'t> {
    /// The clients without TLS that these rules tell apart.
    pub fn plain(table: &'t RoutingTable, at: &SmolStr, rules: &[&Rule], budget: &mut Budget) -> Self {
        let addresses = addresses(rules.iter().flat_map(|rule| ranges(rule.expression())));
        let unindexed = rules.iter().filter(|rule| rule.client_ips().next().is_none()).count();
        if !budget.spend(addresses.len().saturating_mul(1 + unindexed)) {
            return Self::default();
        }
        let cells = addresses.into_iter().map(|client| Cell::new(table, Connection::plain(at.clone(), client)));
        Self { all: cells.collect(), names: None, complete: true }
    }

    /// The clients with TLS that these rules tell apart.
    pub fn tls(table: &'t RoutingTable, at: &SmolStr, rules: &[&Rule], budget: &mut Budget) -> Self {
        let names = Names::new(rules.iter().copied(), budget);
        let mut found = Self { complete: true, ..Self::default() };
        let mut groups: Vec<Vec<&Rule>> = vec![Vec::new(); names.all.len()];
        let mut general: Vec<&Rule> = Vec::new();
        for &rule in rules {
            let Some(keys) = keys(rule.expression()) else {
                general.push(rule);
                continue;
            };
            for name in keys.iter().flat_map(|key| names.of(key)) {
                if let Some(group) = groups.get_mut(*name) {
                    group.push(rule);
                }
            }
        }
        let usual = Axes::new(&general);
        let mut places = Vec::with_capacity(names.all.len());
        for (name, group) in names.all.iter().zip(&groups) {
            let begin = found.all.len();
            if found.complete {
                let special = group.iter().any(|rule| has_axes(rule.expression()));
                let own = special.then(|| Axes::new(&[general.as_slice(), group].concat()));
                let axes = own.as_ref().unwrap_or(&usual);
                let work = axes.addresses.len().saturating_mul(axes.protocols.len());
                found.complete = axes.complete && budget.spend(work.saturating_mul(1 + general.len()));
                if found.complete {
                    axes.fill(table, at, name.as_ref(), &mut found.all);
                }
            }
            places.push(begin..found.all.len());
        }
        found.names = Some((names, places));
        found
    }

    /// Whether all clients that an expression matches have their cells.
    pub fn know(&self, expression: &Expression) -> bool {
        let all_names = self.names.as_ref().is_none_or(|(names, _)| names.complete);
        self.complete && (all_names || are_exact(keys(expression).as_deref()))
    }

    /// The cells that an expression matches.
    pub fn of<'c>(&'c self, expression: &'c Expression) -> impl Iterator<Item = &'c Cell<'t>> {
        let cells = self.places(expression).into_iter().filter_map(|range| self.all.get(range)).flatten();
        cells.filter(|cell| matches(expression, &cell.connection))
    }

    /// How many cells an expression may match.
    pub fn count(&self, expression: &Expression) -> usize {
        self.places(expression).into_iter().map(|range| range.len()).sum()
    }

    fn places(&self, expression: &Expression) -> Vec<Range<usize>> {
        let keyed = self.names.as_ref().and_then(|(names, places)| Some((keys(expression)?, names, places)));
        match keyed {
            None => std::iter::once(0..self.all.len()).collect(),
            Some((keys, names, places)) => {
                let names = keys.iter().flat_map(|key: &Key| names.of(key));
                names.filter_map(|&name| places.get(name).cloned()).collect()
            }
        }
    }
}

impl<'t> Cell<'t> {
    fn new(table: &'t RoutingTable, connection: Connection) -> Self {
        let answer = table.decide_fast(&connection);
        let is_chance = answer.cause == Cause::EqualPriority;
        let takers = if answer.contenders.is_empty() { answer.router.into_iter().collect() } else { answer.contenders };
        Self { connection, takers, is_chance }
    }
}

/// What beside names some rules tell apart.
#[derive(Debug)]
pub(super) struct Axes {
    pub addresses: Vec<std::net::IpAddr>,
    pub protocols: Vec<Vec<SmolStr>>,
    complete: bool,
}

impl Axes {
    pub fn new(rules: &[&Rule]) -> Self {
        Self::with_protocols(rules, &[])
    }

    /// Clients that may offer these protocols too.
    pub fn with_protocols(rules: &[&Rule], protocols: &[&str]) -> Self {
        let asked = rules.iter().flat_map(|rule| rule.protocols()).map(|(_, protocol, _)| protocol);
        let mut offered: Vec<SmolStr> = asked.chain(protocols.iter().copied()).map(SmolStr::new).collect();
        offered.sort_unstable();
        offered.dedup();
        let (protocols, complete) = choices(&offered);
        Self { addresses: addresses(rules.iter().flat_map(|rule| ranges(rule.expression()))), protocols, complete }
    }

    fn fill<'t>(&self, table: &'t RoutingTable, at: &SmolStr, sni: Option<&SmolStr>, cells: &mut Vec<Cell<'t>>) {
        for &client_ip in &self.addresses {
            for alpn in &self.protocols {
                let tls = Some(ClientHello::new(sni.cloned(), alpn.clone()));
                // After PostgreSQL's request no HTTPS router comes first.
                let postgres = table.grants_postgres();
                let connection = Connection { entry_point: at.clone(), client_ip, tls, postgres };
                cells.push(Cell::new(table, connection));
            }
        }
    }
}

/// The ranges that an expression asks for.
pub(super) fn ranges(expression: &Expression) -> impl Iterator<Item = IpNet> {
    expression.matchers().filter_map(|(matcher, _)| match &matcher.kind {
        MatcherKind::ClientIp(range) => Some(range.network()),
        _ => None,
    })
}

/// Whether an expression asks for more than names.
pub(super) fn has_axes(expression: &Expression) -> bool {
    let other =
        |(matcher, _): (&Matcher, bool)| matches!(matcher.kind, MatcherKind::ClientIp(_) | MatcherKind::Alpn(_));
    expression.matchers().any(other)
}

/// Whether a rule sure matches a client, as the list of its kind sees it.
pub(super) fn matches(expression: &Expression, connection: &Connection) -> bool {
    let client = match &connection.tls {
        None => Client::plain(connection.client_ip),
        Some(hello) => {
            let alpn = hello.alpn.iter().map(SmolStr::as_str);
            Client::tls(hello.sni.as_deref().unwrap_or(""), connection.client_ip, alpn)
        }
    };
    expression.evaluate(&client) == crate::rule::Verdict::Matches
}

/// The most protocols of which every choice is looked at; of more it is none, each, and all.
const MOST: usize = 6;

/// Choices of protocols, none of them first, and whether these are all.
pub(crate) fn choices(protocols: &[SmolStr]) -> (Vec<Vec<SmolStr>>, bool) {
    if protocols.len() > MOST {
        let each = protocols.iter().map(|protocol| vec![protocol.clone()]);
        return (std::iter::once(Vec::new()).chain(each).chain([protocols.to_vec()]).collect(), false);
    }
    let choice = |bits: usize| {
        let chosen = protocols.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
        chosen.map(|(_, protocol)| protocol.clone()).collect()
    };
    ((0..1 << protocols.len()).map(choice).collect(), true)
}
