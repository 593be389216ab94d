use std::fmt;

use serde::Serialize;

use super::super::{ConnectionChange, Fate};
use crate::routing::{Outcome, Share};

/// What is wrong with an intermediate state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// A client reaches a service that it reaches neither before nor after.
    Opens,
    /// A client that is served before and after is not served.
    Shuts,
}

/// A connection whose outcome between two steps is neither the one before the first nor the one after the last.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Transient {
    /// What is wrong.
    pub effect: Effect,
    /// How many steps are done when it happens.
    pub after_steps: usize,
    /// The connection, before all steps and then.
    #[serde(flatten)]
    pub connection: ConnectionChange,
    /// What becomes of it after all steps.
    pub in_the_end: Fate,
}

/// `203.0.113.9 to postgresql: default/postgres:5432 (before: closed by default/office; in the end: ...)`.
impl fmt::Display for Transient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ConnectionChange { was, now, .. } = &self.connection;
        write!(f, "{}: {now} (before: {was}; in the end: {})", self.connection, self.in_the_end)
    }
}

/// What an intermediate state does to a connection that neither the old nor the new state does.
pub(super) fn effect(before: &Fate, during: &Fate, after: &Fate) -> Option<Effect> {
    let served = |fate: &Fate| fate.outcome == Outcome::Forwarded;
    let by_chance = |fate: &Fate| fate.outcome == Outcome::Ambiguous;
    if served(before) && served(after) && !served(during) && !by_chance(during) {
        return Some(Effect::Shuts);
    }
    if by_chance(before) || by_chance(after) {
        return None;
    }
    let reached = |fate: &Fate, share: &Share| {
        served(fate) && fate.services.iter().any(|other| other.service == share.service && other.port == share.port)
    };
    let is_new = |share: &Share| !reached(before, share) && !reached(after, share);
    let opens =
        served(during) && during.services.iter().any(is_new) || by_chance(during) && !served(before) && !served(after);
    opens.then_some(Effect::Opens)
}
