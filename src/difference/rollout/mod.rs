//! What clients notice while a change is applied object by object.
//!
//! A change of several objects is not made at once: between two steps some objects are as they were and some as they will
//! be. A step that opens a service or shuts a client out, where neither the old nor the new state does, is a
//! [`Transient`]. [`Rollout::new`] looks for them in the order of `tcpgen apply`, and where there are any for an order
//! that has none.

mod effort;
mod search;
mod stage;
mod step;
mod transient;

use serde::Serialize;

use crate::resource::{Object, Resources};
use crate::routing::Environment;
use effort::Effort;
use stage::Stage;
pub use step::{Action, Change, Step, changes};
use step::{Present, present};
pub use transient::{Effect, Transient};

/// A change, one object after the other.
#[derive(Clone, Debug, Serialize)]
pub struct Rollout {
    /// Whether all of it was rehearsed: of very many objects the first steps are.
    pub rehearsed: bool,
    /// The steps, in the order of `tcpgen apply --prune`.
    pub steps: Vec<Step>,
    /// What goes wrong between them, each where it begins.
    pub transients: Vec<Transient>,
    /// Where something does, an order of the steps (from 0) in which nothing does; null where none was found.
    pub safe_order: Option<Vec<usize>>,
}

impl Rollout {
    /// From `old` to `new`, under the facts of one Traefik.
    pub fn new(old: &Resources, new: &Resources, environment: &Environment) -> Self {
        let changes = changes(old, new);
        let stage = Stage::new(old, new, environment);
        let mut effort = Effort::default();
        let (transients, rehearsed) = stage.transients(&changes, &mut effort);
        let safe_order = if transients.is_empty() { None } else { search::safe_order(&stage, &changes) };
        let steps = changes.into_iter().map(|change| change.step).collect();
        Self { rehearsed, steps, transients, safe_order }
    }
}

/// What goes wrong while `changes` are made one after the other, from `old` to what they lead to; each where it begins.
pub fn transients(old: &Resources, changes: &[Change<'_>], environment: &Environment) -> Vec<Transient> {
    let mut after = present(old);
    for change in changes {
        make(change, &mut after);
    }
    let new = resources(&after);
    Stage::new(old, &new, environment).transients(changes, &mut Effort::default()).0
}

fn make<'a>(change: &Change<'a>, present: &mut Present<'a>) {
    let object = &change.step.object;
    match change.content {
        Some(content) => drop(present.insert(object.clone(), content)),
        None => drop(present.remove(object)),
    }
}

fn resources(present: &Present<'_>) -> Resources {
    Resources::new(present.values().map(|object| Object::clone(object)).collect())
}
