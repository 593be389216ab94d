use std::fmt;

use serde::Serialize;

use super::super::in_words;
use crate::analysis::reach::Reached;
use crate::connection::Connection;
use crate::report::compare::fate;
use crate::routing::Outcome;

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
    /// The connection.
    #[serde(flatten)]
    pub connection: Connection,
    /// What becomes of it before all steps.
    pub was: Reached,
    /// What becomes of it then.
    pub now: Reached,
    /// What becomes of it after all steps.
    pub in_the_end: Reached,
    /// How many more of the connections that were tried have the same outcomes.
    pub alike: usize,
}

/// `203.0.113.9 to postgresql: default/postgres:5432 (before: closed by default/office; in the end: ...)`.
impl fmt::Display for Transient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [was, now, in_the_end] = [&self.was, &self.now, &self.in_the_end].map(fate);
        write!(f, "{}: {now} (before: {was}; in the end: {in_the_end})", in_words(&self.connection))
    }
}

/// What an intermediate state does to a connection that neither the old nor the new state does.
pub(super) fn effect(before: &Reached, during: &Reached, after: &Reached) -> Option<Effect> {
    let served = |reached: &Reached| reached.outcome == Outcome::Forwarded;
    let by_chance = |reached: &Reached| reached.outcome == Outcome::Ambiguous;
    if served(before) && served(after) && !served(during) && !by_chance(during) {
        return Some(Effect::Shuts);
    }
    if by_chance(before) || by_chance(after) {
        return None;
    }
    let reaches = |reached: &Reached, name: &str| reached.services.iter().any(|service| service.service == name);
    let is_new = |name: &str| !reaches(before, name) && !reaches(after, name);
    let opens = served(during) && during.services.iter().any(|service| is_new(&service.service))
        || by_chance(during) && !served(before) && !served(after);
    opens.then_some(Effect::Opens)
}
