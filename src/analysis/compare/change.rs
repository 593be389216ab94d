use std::collections::BTreeSet;

use serde::Serialize;

use super::access::names;
use crate::analysis::reach::{ReachSet, Reached};
use crate::connection::Connection;

/// Connections that two tables treat differently, and all of them the same way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClassChange {
    /// Which connections these are.
    #[serde(flatten)]
    pub set: ReachSet,
    /// What changes for them.
    pub change: Change,
    /// What became of them.
    pub was: Reached,
    /// What becomes of them now.
    pub now: Reached,
    /// One of them.
    pub witness: Option<Connection>,
}

impl ClassChange {
    pub(super) fn new(set: ReachSet, was: &Reached, now: &Reached, witness: Option<Connection>) -> Self {
        Self { set, change: Change::of(was, now), was: was.clone(), now: now.clone(), witness }
    }
}

/// What changes for some connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// They may reach a service, and could reach none.
    Opened,
    /// They reach no service any more.
    Shut,
    /// They reach other services.
    Rerouted,
    /// They reach the same services in another way: TLS, shares, limits, chance.
    Altered,
    /// They reach no service, as before, but get another answer.
    Unserved,
}

impl Change {
    /// What changes from one outcome to another.
    pub(super) fn of(was: &Reached, now: &Reached) -> Self {
        let [before, after]: [BTreeSet<&str>; 2] = [was, now].map(|reached| names(reached).collect());
        match (before.is_empty(), after.is_empty()) {
            (true, true) => Self::Unserved,
            (true, false) => Self::Opened,
            (false, true) => Self::Shut,
            (false, false) if before == after => Self::Altered,
            (false, false) => Self::Rerouted,
        }
    }
}
