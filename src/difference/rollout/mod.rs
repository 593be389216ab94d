//! What clients notice while a change is applied object by object.
//!
//! A change of several objects is not made at once: between two steps some objects are as they were and some as they will
//! be. A step that opens a service or shuts a client out, where neither the old nor the new state does, is a
//! [`Transient`]. [`Rollout::new`] looks for them in the order of `tcpgen apply`, and where there are any for an order
//! that has none.

mod search;
mod step;
mod transient;

use std::collections::HashMap;

use serde::Serialize;

use super::connections::differing_entry_points;
use super::probes::Probes;
use super::{ConnectionChange, Fate};
use crate::resource::{Object, Resources};
use crate::routing::{Environment, RoutingTable};
pub use step::{Action, Change, Step, changes};
use step::{Present, present};
use transient::effect;
pub use transient::{Effect, Transient};

/// How many objects are put into routing tables before a change is not rehearsed.
const OBJECTS_AT_MOST: usize = 400_000;

/// A change, one object after the other.
#[derive(Clone, Debug, Serialize)]
pub struct Rollout {
    /// Whether it was rehearsed: with very many objects it is not.
    pub rehearsed: bool,
    /// The steps, in the order of `tcpgen apply --prune`.
    pub steps: Vec<Step>,
    /// What goes wrong between them.
    pub transients: Vec<Transient>,
    /// Where something does, an order of the steps (from 0) in which nothing does; null where none was found.
    pub safe_order: Option<Vec<usize>>,
}

impl Rollout {
    /// From `old` to `new`, under the facts of one Traefik.
    pub fn new(old: &Resources, new: &Resources, environment: &Environment) -> Self {
        let changes = changes(old, new);
        let steps: Vec<Step> = changes.iter().map(|change| change.step.clone()).collect();
        let size = old.objects().len() + new.objects().len();
        if size.saturating_mul(steps.len()) > OBJECTS_AT_MOST {
            return Self { rehearsed: false, steps, transients: Vec::new(), safe_order: None };
        }
        let stage = Stage::new(old, new, environment);
        let transients = stage.transients(&changes);
        let safe_order = if transients.is_empty() { None } else { search::safe_order(&stage, &changes) };
        Self { rehearsed: true, steps, transients, safe_order }
    }
}

/// What goes wrong while `changes` are made one after the other, from `old` to what they lead to.
pub fn transients(old: &Resources, changes: &[Change<'_>], environment: &Environment) -> Vec<Transient> {
    let mut after = present(old);
    for change in changes {
        make(change, &mut after);
    }
    let new = resources(&after);
    Stage::new(old, &new, environment).transients(changes)
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

/// The state before and the one after all steps.
struct Stage<'a> {
    environment: &'a Environment,
    before: Present<'a>,
    old: RoutingTable,
    new: RoutingTable,
}

impl<'a> Stage<'a> {
    fn new(old: &'a Resources, new: &Resources, environment: &'a Environment) -> Self {
        let before = present(old);
        let table = |resources: &Resources| RoutingTable::new(resources, environment);
        Self { environment, old: table(&resources(&before)), new: table(&resources(&present(new))), before }
    }

    fn transients(&self, changes: &[Change<'_>]) -> Vec<Transient> {
        // The state after the last step is the new one.
        (1..changes.len()).flat_map(|done| self.after(changes.get(..done).unwrap_or_default())).collect()
    }

    /// What goes wrong when these changes are made and the others are not.
    fn after(&self, done: &[Change<'_>]) -> Vec<Transient> {
        let mut now: Present<'_> = self.before.clone();
        for change in done {
            make(change, &mut now);
        }
        self.wrong(&RoutingTable::new(&resources(&now), self.environment), done.len())
    }

    fn wrong(&self, during: &RoutingTable, after_steps: usize) -> Vec<Transient> {
        let mut found: Vec<Transient> = Vec::new();
        for (entry_point, differing) in differing_entry_points([&self.old, &self.new], during) {
            let probes = Probes::new(&[&self.old, &self.new, during], &differing, entry_point);
            let mut known: HashMap<String, usize> = HashMap::new();
            probes.each(|connection| {
                let fate = |table: &RoutingTable| Fate::new(table, &table.decide_fast(&connection));
                let [before, now, after] = [&self.old, during, &self.new].map(fate);
                let Some(effect) = effect(&before, &now, &after) else { return };
                let place = *known.entry(format!("{before:?} {now:?} {after:?}")).or_insert(found.len());
                match found.get_mut(place) {
                    Some(shown) => shown.connection.alike += 1,
                    None => found.push(Transient {
                        effect,
                        after_steps,
                        connection: ConnectionChange::new(connection, before, now),
                        in_the_end: after,
                    }),
                }
            });
        }
        found
    }
}
