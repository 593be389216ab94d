//! What clients notice while a change is applied object by object.
//!
//! A change of several objects is not atomic: between two steps some objects are already new and some are still old. A step
//! that opens a service or shuts a client out, where neither the old nor the new state does, is a [`Transient`].
//! [`Rollout::new`] looks for transients in the usual order of `tcpgen apply`, and if it finds any, for an order without
//! them.

mod breach;
mod effort;
mod search;
mod stage;
mod step;
mod transient;

use serde::Serialize;

use crate::invariant::Promise;
use crate::resource::Resources;
use crate::routing::{Environment, RoutingTable};
pub use breach::Breach;
use breach::Promises;
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
    /// Invariants that do not hold between two steps, each where it begins, and those that do not hold after the last.
    pub breaches: Vec<Breach>,
    /// If anything goes wrong, an order of the steps (from 0) in which nothing does; null if none was found.
    pub safe_order: Option<Vec<usize>>,
    /// Whether every order was tried. If that takes too long, only some are.
    pub search_complete: bool,
}

impl Rollout {
    /// From `old` to `new`, under the facts of one Traefik.
    pub fn new(old: &Resources, new: &Resources, environment: &Environment) -> Self {
        Self::keeping(&[], old, new, environment)
    }

    /// The same with invariants that each state on the way has to keep, if the old one does.
    pub fn keeping(promises: &[Promise], old: &Resources, new: &Resources, environment: &Environment) -> Self {
        Self::between([None, None], promises, old, new, environment)
    }

    /// The same, where the tables of both are known.
    pub(super) fn between(
        tables: [Option<&RoutingTable>; 2],
        promises: &[Promise],
        old: &Resources,
        new: &Resources,
        environment: &Environment,
    ) -> Self {
        let changes = changes(old, new);
        if changes.len() < 2 && promises.is_empty() {
            // There is no state between.
            return Self::in_one_step(changes);
        }
        let kept = Promises::kept(promises, old, environment);
        let stage = Stage::new(tables, &kept, old, new, environment);
        let found = stage.rehearse(&changes, &mut Effort::default());
        let search = if found.transients.is_empty() && found.breaches.is_empty() {
            search::Found { order: None, complete: found.complete }
        } else {
            search::safe_order(&stage, &changes)
        };
        let mut breaches = found.breaches;
        if search.order.is_some() {
            breaches.clear();
        }
        breaches.extend(stage.breaches_in_the_end(promises, changes.len()));
        Self {
            rehearsed: found.complete,
            steps: changes.into_iter().map(|change| change.step).collect(),
            transients: found.transients,
            breaches,
            safe_order: search.order,
            search_complete: search.complete,
        }
    }

    fn in_one_step(changes: Vec<Change<'_>>) -> Self {
        Self {
            rehearsed: true,
            steps: changes.into_iter().map(|change| change.step).collect(),
            transients: Vec::new(),
            breaches: Vec::new(),
            safe_order: None,
            search_complete: true,
        }
    }

    /// The invariants that do not hold on the way or after the last step, whatever order is taken, a line for each, without
    /// control characters.
    pub fn broken(&self) -> impl Iterator<Item = String> {
        self.breaches.iter().map(|breach| {
            let last = breach.after_steps.checked_sub(1).and_then(|place| self.steps.get(place));
            let last = last.map_or_else(|| "now".to_owned(), |last| format!("after `{last}`"));
            clean(&format!("{last}: {breach}"))
        })
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
    Stage::new([None, None], &[], old, &new, environment).rehearse(changes, &mut Effort::default()).transients
}
