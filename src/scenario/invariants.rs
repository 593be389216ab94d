//! The invariants of the state, proven again after each step that changes the cluster.

use super::StepInvariant;
use crate::analysis::invariant::{Demand, Invariant, Proof, prove};
use crate::check::invariant::words;
use crate::desired::DesiredState;
use crate::invariant::{Stated, invariants};
use crate::routing::{Router, RoutingTable};

/// The invariants under way, each with what became of it so far.
#[derive(Clone, Debug)]
pub(super) struct Invariants<'a> {
    all: Vec<Watched<'a>>,
}

#[derive(Clone, Debug)]
struct Watched<'a> {
    stated: Stated<'a>,
    /// Whether it was broken after the last step.
    broken: bool,
    /// Whether it has held after any step, or before the first one.
    has_held: bool,
    /// The step that took away the last route to its services: it counts as a gap if another step brings one back.
    gone_since: Option<usize>,
}

impl<'a> Invariants<'a> {
    /// Before the first step: an empty cluster has no route, and with every declared object all of them hold.
    pub fn new(desired: &'a DesiredState, starts_empty: bool) -> Self {
        let watched = |stated| Watched { stated, broken: false, has_held: !starts_empty, gone_since: None };
        Self { all: invariants(desired).0.into_iter().map(watched).collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What the step of this number breaks.
    pub fn after(&mut self, step: usize, table: &RoutingTable) -> Vec<StepInvariant> {
        let invariants: Vec<Invariant> = self.all.iter().map(|watched| watched.stated.invariant.clone()).collect();
        let proofs = prove(table, &invariants.iter().collect::<Vec<_>>());
        let judged = self.all.iter_mut().zip(proofs).filter_map(|(watched, proof)| watched.judge(step, table, &proof));
        judged.collect()
    }
}

impl Watched<'_> {
    /// A breach is reported where it begins. While no route leads to the services, nobody has to get there: a rehearsal may
    /// begin or end with nothing. If one comes back, the time between was a gap.
    fn judge(&mut self, step: usize, table: &RoutingTable, proof: &Proof) -> Option<StepInvariant> {
        let is_always = self.stated.invariant.demand == Demand::Always;
        if is_always && !leads_there(table, &self.stated.invariant) {
            self.gone_since = self.gone_since.or(self.has_held.then_some(step));
            self.broken = false;
            return None;
        }
        let gap = self.gone_since.take().map(|since| self.gap(since, step));
        let was_broken = std::mem::replace(&mut self.broken, !proof.broken.is_empty());
        let Some(part) = proof.broken.first() else {
            self.has_held |= proof.holds();
            return gap;
        };
        // One that never held is not in force yet: routes come before what completes them.
        if was_broken || is_always && !self.has_held {
            return gap;
        }
        let message = words::breach(table, &self.stated, part);
        let way = table.verdict(&part.witness, &table.decide_fast(&part.witness));
        Some(StepInvariant::new(&self.stated, message, way, Some(part.witness.clone())))
    }

    fn gap(&self, since: usize, step: usize) -> StepInvariant {
        let message = format!("from step {since} to step {step} no route led to its services");
        StepInvariant::new(&self.stated, message, String::new(), None)
    }
}

/// Whether a router that serves leads to one of the services.
fn leads_there(table: &RoutingTable, invariant: &Invariant) -> bool {
    let services = invariant.to.as_deref();
    let mut shares = table.routers().iter().filter(|router| router.is_listed()).flat_map(Router::shares);
    shares.any(|share| services.is_none_or(|names| names.iter().any(|name| name.has(share))))
}
