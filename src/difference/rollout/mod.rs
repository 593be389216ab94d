//! What clients notice while a change is applied object by object.
//!
//! A change of several objects is not atomic: between two steps some objects are already new and some are still old. A step
//! that opens a service or shuts a client out, where neither the old nor the new state does, is a [`Transient`].
//! [`Rollout::new`] looks for transients in the usual order of `tcpgen apply`, and if it finds any, for an order without
//! them.

mod effort;
mod search;
mod stage;
mod step;
mod transient;

use serde::Serialize;

use crate::resource::Resources;
use crate::routing::{Environment, RoutingTable};
use effort::Effort;
use stage::Stage;
pub use step::{Action, Change, Step, changes};
use step::{after, present, resources};
pub use transient::{Effect, Transient};

/// A change, one object after the other.
#[derive(Clone, Debug, Serialize)]
pub struct Rollout {
    /// Whether all steps were rehearsed. With very many objects only the first ones are.
    pub rehearsed: bool,
    /// The steps, in the usual order of `tcpgen apply --prune`.
    pub steps: Vec<Step>,
    /// What goes wrong between the steps, each where it begins.
    pub transients: Vec<Transient>,
    /// If anything goes wrong, an order of the steps (from 0) in which nothing does; null if none was found.
    pub safe_order: Option<Vec<usize>>,
    /// Whether every order was tried. If that takes too long, only some are.
    pub search_complete: bool,
}

impl Rollout {
    /// From `old` to `new`, under the facts of one Traefik.
    pub fn new(old: &Resources, new: &Resources, environment: &Environment) -> Self {
        Self::between([None, None], old, new, environment)
    }

    /// The same, where the tables of both are known.
    pub(super) fn between(
        tables: [Option<&RoutingTable>; 2],
        old: &Resources,
        new: &Resources,
        environment: &Environment,
    ) -> Self {
        let changes = changes(old, new);
        if changes.len() < 2 {
            // There is no state between.
            let steps = changes.into_iter().map(|change| change.step).collect();
            return Self { rehearsed: true, steps, transients: Vec::new(), safe_order: None, search_complete: true };
        }
        let stage = Stage::new(tables, old, new, environment);
        let mut effort = Effort::default();
        let (transients, rehearsed) = stage.transients(&changes, &mut effort);
        let found = if transients.is_empty() {
            search::Found { order: None, complete: rehearsed }
        } else {
            search::safe_order(&stage, &changes)
        };
        let steps = changes.into_iter().map(|change| change.step).collect();
        Self { rehearsed, steps, transients, safe_order: found.order, search_complete: found.complete }
    }

    /// What goes wrong, a line for each, without control characters: ``opens after `update ...`: ...``.
    pub fn moments(&self) -> impl Iterator<Item = String> {
        self.transients.iter().map(|transient| {
            let mark = if transient.effect == Effect::Opens { "opens" } else { "shuts" };
            let last = transient.after_steps.checked_sub(1).and_then(|place| self.steps.get(place));
            let last = last.map(ToString::to_string).unwrap_or_default();
            clean(&format!("{mark} after `{last}`: {transient}"))
        })
    }
}

/// Names and rules may hold anything; a control character must not reach a terminal.
pub(crate) fn clean(text: &str) -> String {
    let clean = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    clean.collect::<String>().trim_end().to_owned()
}

/// What goes wrong while `changes` are applied to `old` one after the other, each where it begins.
pub fn transients(old: &Resources, changes: &[Change<'_>], environment: &Environment) -> Vec<Transient> {
    let new = resources(&after(&present(old), changes));
    Stage::new([None, None], old, &new, environment).transients(changes, &mut Effort::default()).0
}
