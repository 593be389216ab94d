use std::collections::BTreeSet;
use std::ptr::from_ref;

use foldhash::HashSet;
use smol_str::SmolStr;

use super::addresses::addresses;
use super::budget::Budget;
use super::cells::{Cell, Cells};
use super::finding::{Ambiguous, FailsOpen, Shadowed};
use super::guards::{CutShort, Others, fails_open, is_out_of_order};
use crate::routing::{Cause, Connection, Router, RoutingTable};
use crate::rule::{Expression, Rule, TlsMode};

/// A router that gets no connection on one entry point.
#[derive(Debug)]
pub(super) struct Dead<'t> {
    pub router: &'t Router,
    pub loss: Option<Loss<'t>>,
}

/// How clients of an expression are lost to other routers.
#[derive(Debug)]
pub(super) struct Loss<'t> {
    pub witness: Connection,
    pub takers: Vec<&'t Router>,
    pub beaten_at: i64,
    pub by_length: bool,
}

/// What is found on one entry point.
#[derive(Debug, Default)]
pub(super) struct Found<'t> {
    pub dead: Vec<Dead<'t>>,
    pub shadowed: Vec<Shadowed<'t>>,
    pub ambiguous: Vec<Ambiguous<'t>>,
    pub fails_open: Vec<FailsOpen<'t>>,
    /// Whether the budget ended before everything was looked at.
    pub cut_short: bool,
}

/// Ties that were told of.
pub(super) type Ties = HashSet<(*const Router, *const Router)>;

/// One entry point under analysis.
pub(super) struct Analysis<'t, 'b> {
    pub table: &'t RoutingTable,
    pub at: SmolStr,
    pub budget: &'b mut Budget,
    pub ties: &'b mut Ties,
    pub found: Found<'t>,
}

impl<'t> Analysis<'t, '_> {
    /// Looks at the routers of the entry point, those too that are disabled.
    pub fn run(mut self, routers: &[&'t Router]) -> Found<'t> {
        let listed = |plain: bool| -> Vec<&'t Router> {
            let chosen = routers.iter().filter(|it| it.is_listed() && (it.tls_mode == TlsMode::None) == plain);
            chosen.copied().collect()
        };
        let (plain, tls) = (listed(true), listed(false));
        if !is_simple(&plain) {
            let cells = Cells::plain(self.table, &self.at, &rules(&plain), self.budget);
            self.list(&plain, &cells);
        }
        if !is_simple(&tls) {
            let cells = Cells::tls(self.table, &self.at, &rules(&tls), self.budget);
            self.list(&tls, &cells);
        }
        let out_of_order: Vec<_> = routers.iter().filter(|router| is_out_of_order(self.table, router)).collect();
        if !out_of_order.is_empty() {
            let others = Others::new(plain.into_iter().chain(tls));
            for &router in out_of_order {
                match fails_open(self.table, &self.at, router, &others, self.budget) {
                    Ok(found) => self.found.fails_open.extend(found),
                    Err(CutShort) => self.found.cut_short = true,
                }
            }
        }
        self.found
    }

    fn list(&mut self, routers: &[&'t Router], cells: &Cells<'t>) {
        self.found.cut_short |= cells.cut_short;
        self.ambiguities(cells);
        let taken: HashSet<*const Router> =
            cells.all.iter().flat_map(|cell| &cell.takers).map(|router| from_ref(*router)).collect();
        for &router in routers {
            let Some(rule) = router.rule_tree() else { continue };
            if taken.contains(&from_ref(router)) {
                self.alternatives(router, rule, cells);
            } else if cells.know(rule.expression()) && self.affords(cells.work(rule.expression())) {
                let loss = loss(self.table, router, rule.expression(), cells);
                self.found.dead.push(Dead { router, loss });
            }
        }
    }

    /// Whether the budget has enough left for some work; it is noted where it has not.
    fn affords(&mut self, work: usize) -> bool {
        let enough = self.budget.spend(work);
        self.found.cut_short |= !enough;
        enough
    }

    /// The alternatives of a rule by which it gets no connection.
    fn alternatives(&mut self, router: &'t Router, rule: &Rule, cells: &Cells<'t>) {
        let Expression::Or { operands, .. } = rule.expression() else { return };
        if !is_by_length(router) {
            return;
        }
        for operand in operands {
            if !cells.know(operand) || !self.affords(cells.work(operand)) {
                continue;
            }
            let Some(loss) = loss(self.table, router, operand, cells).filter(|loss| loss.by_length) else { continue };
            self.found.shadowed.push(Shadowed {
                router,
                range: operand.range(),
                entry_point: self.at.clone(),
                witness: loss.witness,
                instead: loss.takers,
                beaten_at: loss.beaten_at,
            });
        }
    }

    /// The ties that matter.
    fn ambiguities(&mut self, cells: &Cells<'t>) {
        for cell in cells.all.iter().filter(|cell| cell.takers.len() > 1) {
            let pairs = pairs(&cell.takers);
            if pairs.iter().all(|pair| self.ties.contains(pair)) {
                continue;
            }
            let witness = if cell.is_chance { Some(cell.connection.clone()) } else { self.where_it_matters(cell) };
            let Some(witness) = witness else { continue };
            self.ties.extend(pairs);
            let witness = ordinary(self.table, witness);
            let contenders = self.table.decide_fast(&witness).contenders;
            self.found.ambiguous.push(Ambiguous { contenders, witness });
        }
    }

    /// A client like that of a cell for whom it matters which of the takers takes it: one of their allow lists treats its
    /// address otherwise, or it offers a protocol more, with which a handshake succeeds.
    fn where_it_matters(&mut self, cell: &Cell<'t>) -> Option<Connection> {
        let lists = cell.takers.iter().flat_map(|router| self.table.allow_lists(router));
        let addresses = addresses(lists.flatten().map(crate::source_range::SourceRange::network));
        let hears = cell.connection.tls.is_some();
        let spoken = if hears { self.table.protocols(cell.takers.iter().copied()) } else { BTreeSet::new() };
        if !self.affords((1 + addresses.len()).saturating_mul(1 + spoken.len())) {
            return None;
        }
        let offers = std::iter::once(None).chain(spoken.into_iter().map(Some));
        // The cell's own address too: where rules ask for addresses, those of the lists may not match them.
        let own = cell.connection.client_ip;
        let clients = offers.flat_map(|more| {
            std::iter::once(own).chain(addresses.iter().copied()).map(move |client_ip| (more, client_ip))
        });
        let mut clients = clients.map(|(more, client_ip)| {
            let mut client = Connection { client_ip, ..cell.connection.clone() };
            if let (Some(hello), Some(more)) = (&mut client.tls, more) {
                hello.alpn.push(SmolStr::new(more));
            }
            client
        });
        clients.find(|client| {
            let answer = self.table.decide_fast(client);
            let same = answer.contenders.len() == cell.takers.len();
            answer.cause == Cause::EqualPriority && same && pairs(&answer.contenders) == pairs(&cell.takers)
        })
    }
}

fn rules<'t>(routers: &[&'t Router]) -> Vec<&'t Rule> {
    routers.iter().filter_map(|router| router.rule_tree()).collect()
}

/// A router alone, whose rule asks for one thing, gets the clients that it asks for.
fn is_simple(routers: &[&Router]) -> bool {
    match routers {
        [] => true,
        [only] => only
            .rule_tree()
            .is_none_or(|rule| rule.is_catch_all() && matches!(rule.expression(), Expression::Matcher(_))),
        _ => false,
    }
}

/// The first with each other: as many as there are routers.
fn pairs(routers: &[&Router]) -> Vec<(*const Router, *const Router)> {
    let Some((first, others)) = routers.split_first() else { return Vec::new() };
    others.iter().map(|other| (from_ref(*first), from_ref(*other))).collect()
}

/// Whether a router's priority is its rule's own.
fn is_by_length(router: &Router) -> bool {
    router.rule_tree().is_some_and(|rule| rule.default_priority() == router.priority)
}

/// How the clients of an expression are lost; none when one is not, and when there is none.
fn loss<'t>(table: &RoutingTable, router: &Router, expression: &Expression, cells: &Cells<'t>) -> Option<Loss<'t>> {
    let mut found: Option<Loss<'t>> = None;
    for cell in cells.of(expression) {
        if cell.takers.iter().any(|taker| std::ptr::eq(*taker, router)) {
            return None;
        }
        let loss = found.get_or_insert_with(|| Loss {
            witness: cell.connection.clone(),
            takers: cell.takers.clone(),
            beaten_at: router.priority,
            by_length: is_by_length(router),
        });
        for taker in &cell.takers {
            loss.beaten_at = loss.beaten_at.max(taker.priority);
            loss.by_length &= is_by_length(taker);
        }
    }
    found.map(|loss| Loss { witness: ordinary(table, loss.witness), ..loss })
}

/// The same client without PostgreSQL's request, where it fares alike.
fn ordinary(table: &RoutingTable, witness: Connection) -> Connection {
    let plain = Connection { postgres: false, ..witness.clone() };
    let (with, without) = (table.decide_fast(&witness), table.decide_fast(&plain));
    let same_router = with.router.map(from_ref) == without.router.map(from_ref);
    let alike = with.cause == without.cause && same_router && with.contenders.len() == without.contenders.len();
    if alike { plain } else { witness }
}
