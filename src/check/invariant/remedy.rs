//! The smallest change that mends a broken invariant. Each is made on a copy of the objects, and proven.

use super::change::Change;
use crate::analysis::compare::extents_of;
use crate::analysis::invariant::{Demand, Invariant, Part, Proof, Prover};
use crate::analysis::set::Clients;
use crate::check::Context;
use crate::environment::environment;
use crate::resource::{MiddlewareTcp, Object, ObjectRef, Spec};
use crate::routing::{Amended, Router, RoutingTable};
use crate::source_range::SourceRange;

/// How many changes are tried in one run. Most are proven for the connections alone that the changed routers may take; some
/// take as long as all proofs.
const TRIALS: usize = 6;

/// The most ranges that a person is asked to write.
const MOST_RANGES: usize = 6;

/// Changes to try, while somebody waits.
pub(super) struct Remedies<'c, 'a> {
    context: &'c Context<'a>,
    invariants: &'c [&'c Invariant],
    proofs: &'c [Proof],
    prover: &'c Prover<'c>,
    left: usize,
}

impl<'c, 'a> Remedies<'c, 'a> {
    pub fn new(
        context: &'c Context<'a>,
        invariants: &'c [&'c Invariant],
        proofs: &'c [Proof],
        prover: &'c Prover<'c>,
    ) -> Self {
        Self { context, invariants, proofs, prover, left: TRIALS }
    }

    /// A change after which the invariant at `place` holds, and no other is broken that was not.
    pub fn find(&mut self, place: usize, breach: &Part) -> Option<String> {
        let invariant = *self.invariants.get(place)?;
        let answer = self.context.table.decide_fast(&breach.witness);
        let router = answer.router.or_else(|| answer.contenders.first().copied())?;
        for change in self.changes(invariant, router) {
            self.left = self.left.checked_sub(1)?;
            if self.mends(place, &change) {
                return Some(change.words());
            }
        }
        None
    }

    fn changes(&self, invariant: &Invariant, router: &Router) -> Vec<Change<'c>> {
        let Some(clients) = &invariant.set.clients else { return Vec::new() };
        let wanted = match invariant.demand {
            Demand::Only | Demand::Always => clients.clone(),
            Demand::Never => clients.complement(),
        };
        let lists = router.middlewares.iter().filter_map(|name| self.allow_list(name));
        let change = |(object, list): (&'c Object, Clients)| {
            let ranges =
                if invariant.demand == Demand::Always { list.union(&wanted) } else { list.intersection(&wanted) };
            (ranges != list && is_short(&ranges)).then_some(Change::Ranges(object, ranges))
        };
        let mut changes: Vec<_> = lists.filter_map(change).collect();
        if invariant.demand != Demand::Always && is_short(&wanted) {
            let name = ObjectRef { namespace: &router.object.namespace, name: &router.object.name };
            let route = self.context.resources.routes().map(|(object, _)| object);
            let route = route.filter(|object| !object.external).find(|object| object.object_ref() == name);
            changes.extend(route.map(|object| Change::Guard(object, router.index, wanted)));
        }
        changes
    }

    /// The allow list of a middleware, `namespace/name`, that the state has.
    fn allow_list(&self, name: &str) -> Option<(&'c Object, Clients)> {
        let (namespace, name) = name.split_once('/')?;
        let object = *self.context.middlewares.get(&ObjectRef { namespace, name })?;
        let Spec::MiddlewareTcp(MiddlewareTcp { ip_allow_list: Some(list), .. }) = &object.spec else { return None };
        let ranges: Result<Vec<_>, _> = list.source_range.iter().map(|text| SourceRange::parse(text)).collect();
        Some((object, Clients::of(&ranges.ok()?))).filter(|_| !object.external)
    }

    fn mends(&self, place: usize, change: &Change<'_>) -> bool {
        match change.amended(self.context) {
            Some(amended) => self.mends_what_it_concerns(place, &amended),
            None => self.mends_all(place, change),
        }
    }

    /// For all other connections every proof is what it was.
    fn mends_what_it_concerns(&self, place: usize, Amended { table, routers }: &Amended) -> bool {
        let own = self.context.table;
        let routers: Vec<&Router> = routers.iter().filter_map(|place| own.routers().get(*place)).collect();
        let extents = extents_of(own, table, &routers);
        let Some(invariant) = self.invariants.get(place) else { return false };
        if self.prover.is_broken_outside(invariant, &extents) {
            return false;
        }
        let held = self.invariants.iter().zip(self.proofs).filter(|(_, before)| before.holds());
        let wanted: Vec<&Invariant> = std::iter::once(*invariant).chain(held.map(|(held, _)| *held)).collect();
        let prover = Prover::within(table, &wanted, &extents);
        wanted.iter().all(|invariant| prover.holds(invariant))
    }

    fn mends_all(&self, place: usize, change: &Change<'_>) -> bool {
        let table = RoutingTable::new(&change.made(self.context.resources), &environment(self.context.desired));
        let prover = Prover::new(&table, self.invariants);
        let holds = |at: usize| self.invariants.get(at).is_some_and(|invariant| prover.holds(invariant));
        holds(place) && self.proofs.iter().enumerate().all(|(at, before)| !before.holds() || holds(at))
    }
}

/// Whether a person can write these ranges.
fn is_short(clients: &Clients) -> bool {
    !clients.is_empty() && !clients.is_everyone() && clients.ranges().len() <= MOST_RANGES
}

#[cfg(test)]
mod tests;
