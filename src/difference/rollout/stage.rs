use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::super::ObjectId;
use super::super::probes::Probes;
use super::effort::Effort;
use super::step::{Change, Present, after, present, resources};
use super::transient::{Transient, effect};
use crate::analysis::compare::{changed, is_alike};
use crate::analysis::reach::Reached;
use crate::resource::{Object, ObjectRef, Resources};
use crate::routing::names::{known_as, needs};
use crate::routing::{Environment, RoutingTable};

/// The state before and the one after all steps.
pub(super) struct Stage<'a> {
    environment: &'a Environment,
    before: Present<'a>,
    old: Cow<'a, RoutingTable>,
    new: Cow<'a, RoutingTable>,
}

impl<'a> Stage<'a> {
    pub fn new(
        tables: [Option<&'a RoutingTable>; 2],
        old: &'a Resources,
        new: &Resources,
        environment: &'a Environment,
    ) -> Self {
        let before = present(old);
        let table = |known: Option<&'a RoutingTable>, all: &Resources, present: &Present<'_>| {
            // Of two objects of one name, the last one is there.
            let known = known.filter(|_| present.len() == all.objects().len());
            known.map_or_else(|| Cow::Owned(RoutingTable::new(&resources(present), environment)), Cow::Borrowed)
        };
        let [of_old, of_new] = tables;
        Self { environment, old: table(of_old, old, &before), new: table(of_new, new, &present(new)), before }
    }

    /// What goes wrong, each where it begins; and whether all steps were rehearsed.
    pub fn transients(&self, changes: &[Change<'_>], effort: &mut Effort) -> (Vec<Transient>, bool) {
        let mut found = Vec::new();
        let mut last: Option<RoutingTable> = None;
        // The state after the last step is the new one.
        for done in 1..changes.len() {
            let Some(table) = self.table(changes.iter().take(done), effort) else { return (found, false) };
            match self.begins(last.as_ref().unwrap_or(self.old.as_ref()), &table, done, effort) {
                Some(more) => found.extend(more),
                None => return (found, false),
            }
            last = Some(table);
        }
        (found, true)
    }

    /// The state in which only these changes are made; none if that takes too much effort.
    pub fn table<'c>(
        &'c self,
        done: impl IntoIterator<Item = &'c Change<'c>>,
        effort: &mut Effort,
    ) -> Option<RoutingTable> {
        let now = after(&self.before, done);
        effort.table(now.len()).then(|| RoutingTable::new(&resources(&now), self.environment))
    }

    /// Whether a route uses an object when `done` is done, and is yet to be changed or deleted by a step of `ahead`.
    pub fn is_used<'c>(
        &'c self,
        object: &ObjectId,
        done: impl IntoIterator<Item = &'c Change<'c>>,
        ahead: impl IntoIterator<Item = &'c Change<'c>>,
    ) -> bool {
        let now = after(&self.before, done);
        let name = ObjectRef { namespace: &object.namespace, name: &object.name };
        let wanted = (object.kind, known_as(name));
        let uses = |route: &Object| needs(route).any(|one| one == wanted);
        ahead.into_iter().filter_map(|change| now.get(&change.step.object)).any(|route| uses(route))
    }

    /// What goes wrong in the state `now` and did not in `last`, one step before. Only clients that the routers changed by
    /// that step may take are tried: it concerns no others.
    pub fn begins(
        &self,
        last: &RoutingTable,
        now: &RoutingTable,
        after_steps: usize,
        effort: &mut Effort,
    ) -> Option<Vec<Transient>> {
        let mut found = Vec::new();
        let names: BTreeSet<&str> = [last, now].iter().flat_map(|table| table.entry_points()).collect();
        for name in names {
            let routers = changed(last, now, name);
            let is_like = |other: &RoutingTable| changed(now, other, name).is_empty();
            if routers.is_empty() || is_like(&self.old) || is_like(&self.new) {
                continue;
            }
            let tables = [self.old.as_ref(), self.new.as_ref(), last, now];
            let probes = Probes::of_change(&tables, [last, now], &routers, name);
            if !effort.connections(probes.len()) {
                return None;
            }
            self.try_all(&probes, [last, now], after_steps, &mut found);
        }
        Some(found)
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
            let reached = |table: &RoutingTable| Reached::of(table, &connection);
            let [was, is] = [last, now].map(reached);
            if is_alike(&was, &is) {
                return;
            }
            let [before, after] = [self.old.as_ref(), self.new.as_ref()].map(reached);
            let Some(effect) = effect(&before, &is, &after) else { return };
            let place = *known.entry(format!("{before:?} {is:?} {after:?}")).or_insert(found.len());
            match found.get_mut(place) {
                Some(shown) => shown.alike += 1,
                None => found.push(Transient {
                    effect,
                    after_steps,
                    connection,
                    was: before,
                    now: is,
                    in_the_end: after,
                    alike: 0,
                }),
            }
        });
    }
}
