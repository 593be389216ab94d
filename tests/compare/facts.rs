//! What clients get of services, read straight from decisions.

use std::collections::{BTreeMap, BTreeSet};

use tcpgen::analysis::compare::Verdict;
use tcpgen::routing::{Condition, Connection, Outcome, Router, RoutingTable};
use tcpgen::rule::TlsMode;

/// What a client gets of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub by_chance: bool,
    /// Weights: of the service, and of all.
    pub share: (i64, i64),
    pub tls: TlsMode,
    pub unknown: BTreeSet<String>,
    pub limit: Option<i64>,
    pub waits: bool,
}

pub type Facts = BTreeMap<String, Fact>;

/// What a connection gets of each service that it may reach.
pub fn facts(table: &RoutingTable, connection: &Connection) -> Facts {
    let answer = table.decide_fast(connection);
    let by_chance = answer.outcome() == Outcome::Ambiguous;
    let may: Vec<&Router> = match answer.outcome() {
        Outcome::Forwarded if answer.contenders.is_empty() => answer.router.into_iter().collect(),
        Outcome::Forwarded | Outcome::Ambiguous => answer.forwarding().collect(),
        Outcome::Closed | Outcome::Http => Vec::new(),
    };
    let conditions: Vec<Condition> = may.iter().flat_map(|router| table.conditions(router)).collect();
    let unknown = conditions.iter().filter_map(|one| match one {
        Condition::Unknown(name) => Some(name.to_string()),
        Condition::Limit(..) => None,
    });
    let limits = conditions.iter().filter_map(|one| match one {
        Condition::Limit(_, amount) => Some(*amount),
        Condition::Unknown(_) => None,
    });
    let (unknown, limit): (BTreeSet<String>, _) = (unknown.collect(), limits.min());
    let mut facts = Facts::new();
    // Where all contenders do the same, any of them shows what.
    let shown = if by_chance { may.as_slice() } else { may.get(..1).unwrap_or_default() };
    for router in shown {
        // A negative weight gets nothing, where a version does not refuse it.
        let shares = || router.shares().filter(|share| share.weight > 0);
        let all = if by_chance { 0 } else { shares().map(|share| share.weight).sum() };
        for share in shares() {
            let new = || Fact {
                by_chance,
                share: (0, all),
                tls: if by_chance { TlsMode::None } else { router.tls_mode },
                unknown: unknown.clone(),
                limit,
                waits: answer.waits_for_client,
            };
            let fact = facts.entry(format!("{}:{}", share.service, share.port)).or_insert_with(new);
            if !by_chance {
                fact.share.0 += share.weight;
            }
        }
    }
    for Fact { share: (part, all), .. } in facts.values_mut() {
        let common = common_divisor(*part, *all).max(1);
        (*part, *all) = (*part / common, *all / common);
    }
    facts
}

fn common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

/// Whether who gets `less` gets no more than with `more`.
fn is_less(less: &Fact, more: &Fact) -> bool {
    let in_kind = match (less.by_chance, more.by_chance) {
        (true, _) => true,
        (false, true) => false,
        (false, false) => less.tls == more.tls && less.share.0 * more.share.1 <= more.share.0 * less.share.1,
    };
    in_kind
        && less.limit.unwrap_or(i64::MAX) <= more.limit.unwrap_or(i64::MAX)
        && (less.waits || !more.waits)
        && more.unknown.iter().all(|name| less.unknown.contains(name))
}

/// Who gains and who loses, by service.
#[derive(Debug, Default)]
pub struct Seen(pub BTreeMap<String, (bool, bool)>);

impl Seen {
    pub fn add(&mut self, was: &Facts, now: &Facts) {
        for service in was.keys().chain(now.keys()) {
            let (before, after) = (was.get(service), now.get(service));
            let covers = |less: Option<&Fact>, more: Option<&Fact>| {
                less.is_none_or(|less| more.is_some_and(|more| is_less(less, more)))
            };
            let seen = self.0.entry(service.clone()).or_default();
            seen.0 |= !covers(after, before);
            seen.1 |= !covers(before, after);
        }
    }

    pub fn all(&self) -> (bool, bool) {
        self.0.values().fold((false, false), |a, b| (a.0 || b.0, a.1 || b.1))
    }
}

pub fn verdict((gains, loses): (bool, bool)) -> Verdict {
    match (gains, loses) {
        (false, false) => Verdict::Equivalent,
        (false, true) => Verdict::Narrower,
        (true, false) => Verdict::Wider,
        (true, true) => Verdict::Mixed,
    }
}
