use std::ops::Range;

use ipnet::IpNet;
use smol_str::SmolStr;

use super::addresses::addresses;
use super::budget::{Budget, asked, asked_of_all, resolved};
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
    /// Whether the budget ended before there were all of them.
    pub cut_short: bool,
}

impl<'t> Cells<'t> {
    /// The clients without TLS that these rules tell apart.
    pub fn plain(table: &'t RoutingTable, at: &SmolStr, rules: &[&Rule], budget: &mut Budget) -> Self {
        let addresses = addresses(rules.iter().flat_map(|rule| ranges(rule.expression())));
        if !budget.spend(addresses.len().saturating_mul(asked_of_all(alternatives(rules)))) {
            return Self { cut_short: true, ..Self::default() };
        }
        let mut all = Vec::with_capacity(addresses.len());
        for client in addresses {
            let cell = Cell::new(table, Connection::plain(at.clone(), client));
            if !budget.spend(resolved(cell.takers.len())) {
                return Self { all, cut_short: true, ..Self::default() };
            }
            all.push(cell);
        }
        Self { all, complete: true, ..Self::default() }
    }

    /// The clients with TLS that these rules tell apart.
    pub fn tls(table: &'t RoutingTable, at: &SmolStr, rules: &[&Rule], budget: &mut Budget) -> Self {
        let names = Names::new(rules.iter().copied(), budget);
        let mut found = Self { complete: true, ..Self::default() };
        // Alternative by alternative: a client of a name is only told apart by those that may match it.
        let mut groups: Vec<Vec<&Expression>> = vec![Vec::new(); names.all.len()];
        let mut general: Vec<&Expression> = Vec::new();
        for expression in alternatives(rules) {
            let Some(keys) = keys(expression) else {
                general.push(expression);
                continue;
            };
            for name in keys.iter().flat_map(|key| names.of(key)) {
                if let Some(group) = groups.get_mut(*name) {
                    group.push(expression);
                }
            }
        }
        let usual = Axes::new(&general);
        let usual_work = asked_of_all(general.iter().copied());
        let mut places = Vec::with_capacity(names.all.len());
        for (name, group) in names.all.iter().zip(&groups) {
            let begin = found.all.len();
            if found.complete {
                let special = group.iter().any(|expression| has_axes(expression));
                let own = special.then(|| Axes::new(&[general.as_slice(), group].concat()));
                let axes = own.as_ref().unwrap_or(&usual);
                let work = axes.addresses.len().saturating_mul(axes.protocols.len());
                let each = usual_work.saturating_add(asked(group.iter().copied()));
                found.complete = axes.complete && budget.spend(work.saturating_mul(each));
                if found.complete {
                    found.complete = axes.fill(table, at, name.as_ref(), &mut found.all, budget);
                }
            }
            places.push(begin..found.all.len());
        }
        found.cut_short = !found.complete || names.cut_short;
        found.names = Some((names, places));
        found
    }

    /// Whether all clients that an expression matches have their cells.
    pub fn know(&self, expression: &Expression) -> bool {
        let all_names = self.names.as_ref().is_none_or(|(names, _)| names.complete);
        self.complete && (all_names || are_exact(keys(expression).as_deref()))
    }

    /// The cells that an expression matches, some of them several times.
    pub fn of<'c>(&'c self, expression: &'c Expression) -> impl Iterator<Item = &'c Cell<'t>> {
        self.by_name(expression).iter().flat_map(|part| {
            let cells = self.places(part).into_iter().filter_map(|range| self.all.get(range)).flatten();
            cells.filter(|cell| matches(part, &cell.connection))
        })
    }

    /// What it takes to look for the cells that an expression matches.
    pub fn work(&self, expression: &Expression) -> usize {
        let each = self.by_name(expression).iter().map(|part| {
            let cells: usize = self.places(part).into_iter().map(|range| range.len()).sum();
            cells.saturating_mul(asked([part]))
        });
        1 + each.fold(0, usize::saturating_add) / 8
    }

    /// The alternatives of an expression where each has its names, else all of it.
    fn by_name<'c>(&self, expression: &'c Expression) -> &'c [Expression] {
        let named = self.names.is_some() && keys(expression).is_some();
        if named { expression.alternatives() } else { std::slice::from_ref(expression) }
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

/// The alternatives of some rules.
fn alternatives<'r>(rules: &[&'r Rule]) -> impl Iterator<Item = &'r Expression> {
    rules.iter().flat_map(|rule| rule.expression().alternatives())
}

/// What beside names some expressions tell apart.
#[derive(Debug)]
pub(super) struct Axes {
    pub addresses: Vec<std::net::IpAddr>,
    pub protocols: Vec<Vec<SmolStr>>,
    complete: bool,
}

impl Axes {
    pub fn new(expressions: &[&Expression]) -> Self {
        Self::with_protocols(expressions, &[])
    }

    /// Clients that may offer these protocols too.
    pub fn with_protocols(expressions: &[&Expression], protocols: &[&str]) -> Self {
        let asked = expressions.iter().flat_map(|expression| expression.protocols());
        let mut offered: Vec<SmolStr> = asked.chain(protocols.iter().copied()).map(SmolStr::new).collect();
        offered.sort_unstable();
        offered.dedup();
        let (protocols, complete) = choices(&offered);
        Self { addresses: addresses(expressions.iter().flat_map(|expression| ranges(expression))), protocols, complete }
    }

    /// Adds the cells of a name; false where the budget ends.
    fn fill<'t>(
        &self,
        table: &'t RoutingTable,
        at: &SmolStr,
        sni: Option<&SmolStr>,
        cells: &mut Vec<Cell<'t>>,
        budget: &mut Budget,
    ) -> bool {
        for &client_ip in &self.addresses {
            for alpn in &self.protocols {
                let tls = Some(ClientHello::new(sni.cloned(), alpn.clone()));
                // After PostgreSQL's request no HTTPS router comes first.
                let postgres = table.grants_postgres();
                let connection = Connection { entry_point: at.clone(), client_ip, tls, postgres };
                let cell = Cell::new(table, connection);
                if !budget.spend(resolved(cell.takers.len())) {
                    return false;
                }
                cells.push(cell);
            }
        }
        true
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
