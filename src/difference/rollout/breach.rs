use std::fmt;

use serde::Serialize;

use super::super::{Fate, in_words};
use super::effort::Effort;
use crate::analysis::invariant::{Proof, prove};
use crate::connection::Connection;
use crate::invariant::Promise;
use crate::routing::RoutingTable;

/// An invariant that does not hold once some steps are done.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Breach {
    /// The invariant.
    pub invariant: String,
    /// How many steps are done when it begins.
    pub after_steps: usize,
    /// A connection that breaks it.
    pub witness: Connection,
    /// What becomes of that connection then.
    pub fate: Fate,
}

/// ``invariant `office-only`: 203.0.113.9 to postgresql: default/postgres:5432``.
impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invariant `{}`: {}: {}", self.invariant, in_words(&self.witness), self.fate)
    }
}

/// The invariants that hold before the first step, and that each state on the way has to keep.
#[derive(Clone, Copy, Debug)]
pub(super) struct Promises<'a> {
    all: &'a [Promise],
}

impl<'a> Promises<'a> {
    pub fn new(all: &'a [Promise]) -> Self {
        Self { all }
    }

    /// Those that a table keeps.
    pub fn kept(all: &[Promise], table: &RoutingTable) -> Vec<Promise> {
        let broken: Vec<String> =
            Promises::new(all).found(table, 0).into_iter().map(|breach| breach.invariant).collect();
        all.iter().filter(|promise| !broken.iter().any(|name| promise.name == *name)).cloned().collect()
    }

    /// What a table breaks of them. None if proving them takes too much effort.
    pub fn broken(&self, table: &RoutingTable, after_steps: usize, effort: &mut Effort) -> Option<Vec<Breach>> {
        if self.all.is_empty() {
            return Some(Vec::new());
        }
        effort.proofs(table.routers().len()).then(|| self.found(table, after_steps))
    }

    fn found(&self, table: &RoutingTable, after_steps: usize) -> Vec<Breach> {
        let invariants: Vec<_> = self.all.iter().map(|promise| &promise.invariant).collect();
        let breach = |(promise, proof): (&Promise, Proof)| {
            let witness = proof.broken.into_iter().next()?.witness;
            let fate = Fate::new(table, &table.decide_fast(&witness));
            Some(Breach { invariant: promise.name.to_string(), after_steps, witness, fate })
        };
        self.all.iter().zip(prove(table, &invariants)).filter_map(breach).collect()
    }
}
