use std::collections::{BTreeSet, HashMap};

use super::super::probes::Probes;
use super::super::{ConnectionChange, Fate, ObjectId};
use super::effort::Effort;
use super::scene::Scene;
use super::step::{Change, Present, present};
use super::transient::{Transient, effect};
use super::{make, resources};
use crate::resource::{Object, Resources};
use crate::routing::{Environment, Router, RoutingTable};

/// The state before and the one after all steps.
pub(super) struct Stage<'a> {
    environment: &'a Environment,
    before: Present<'a>,
    pub old: Scene,
    new: Scene,
}

impl<'a> Stage<'a> {
    pub fn new(old: &'a Resources, new: &Resources, environment: &'a Environment) -> Self {
        let before = present(old);
        let table = |resources: &Resources| Scene::new(resources, environment);
        Self { environment, old: table(&resources(&before)), new: table(&resources(&present(new))), before }
    }

    /// What goes wrong, each where it begins; and whether all steps were rehearsed.
    pub fn transients(&self, changes: &[Change<'_>], effort: &mut Effort) -> (Vec<Transient>, bool) {
        let mut found = Vec::new();
        let mut last: Option<Scene> = None;
        // The state after the last step is the new one.
        for done in 1..changes.len() {
            let Some(table) = self.table(changes.get(..done).unwrap_or_default(), effort) else {
                return (found, false);
            };
            match self.begins(last.as_ref().unwrap_or(&self.old), &table, done, effort) {
                Some(more) => found.extend(more),
                None => return (found, false),
            }
            last = Some(table);
        }
        (found, true)
    }

    /// The state when these changes are made and the others are not; none where the effort is too much.
    pub fn table(&self, done: &[Change<'_>], effort: &mut Effort) -> Option<Scene> {
        let mut now: Present<'_> = self.before.clone();
        for change in done {
            make(change, &mut now);
        }
        effort.table(now.len()).then(|| Scene::new(&resources(&now), self.environment))
    }

    /// Whether a route that one of `steps` has yet to change or delete uses an object when `done` is done.
    pub fn is_used(&self, done: &[Change<'_>], object: &ObjectId, steps: &[Change<'_>]) -> bool {
        let mut now: Present<'_> = self.before.clone();
        for change in done {
            make(change, &mut now);
        }
        let uses = |route: &Object| {
            route.references().into_iter().any(|(kind, name)| {
                kind == object.kind && name.namespace == object.namespace && name.name == object.name
            })
        };
        let is_done = |id: &ObjectId| done.iter().any(|change| change.step.object == *id);
        let ahead = steps.iter().map(|change| &change.step.object).filter(|id| !is_done(id));
        ahead.filter_map(|id| now.get(id)).any(|route| uses(route))
    }

    /// What goes wrong in the state `now` and did not in `last`, from which a step led to it. Only clients are
    /// tried whom the routers that the step changed may take: it concerns no others.
    pub fn begins(&self, last: &Scene, now: &Scene, after_steps: usize, effort: &mut Effort) -> Option<Vec<Transient>> {
        let mut found = Vec::new();
        let names: BTreeSet<&str> = [last, now].iter().flat_map(|scene| scene.table.entry_points()).collect();
        for name in names {
            let is_like = |other: &Scene| now.is_like(other, name);
            if is_like(last) || is_like(&self.old) || is_like(&self.new) {
                continue;
            }
            let routers = last.changed(now, name);
            let (last, now) = (&last.table, &now.table);
            let probes = self.probes(last, now, &routers, name);
            if !effort.connections(probes.len()) {
                return None;
            }
            self.try_all(&probes, [last, now], after_steps, &mut found);
        }
        Some(found)
    }

    fn probes(&self, last: &RoutingTable, now: &RoutingTable, routers: &[&Router], entry_point: &str) -> Probes {
        let tables = [&self.old.table, &self.new.table, last, now];
        Probes::of_change(&tables, [last, now], routers, entry_point)
    }

    fn try_all(
        &self,
        probes: &Probes,
        [last, now]: [&RoutingTable; 2],
        after_steps: usize,
        found: &mut Vec<Transient>,
    ) {
        let mut known: HashMap<String, usize> = HashMap::new();
        probes.each(|connection| {
            let fate = |table: &RoutingTable| Fate::new(table, &table.decide_fast(&connection));
            let [was, is] = [last, now].map(fate);
            if was == is {
                return;
            }
            let [before, after] = [&self.old.table, &self.new.table].map(fate);
            let Some(effect) = effect(&before, &is, &after) else { return };
            let place = *known.entry(format!("{before:?} {is:?} {after:?}")).or_insert(found.len());
            match found.get_mut(place) {
                Some(shown) => shown.connection.alike += 1,
                None => found.push(Transient {
                    effect,
                    after_steps,
                    connection: ConnectionChange::new(connection, before, is),
                    in_the_end: after,
                }),
            }
        });
    }
}
