use std::borrow::Cow;
use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt as _};

use super::super::ObjectId;
use super::super::probes::Probes;
use super::breach::{Breach, Promises};
use super::effort::Effort;
use super::step::{Change, Present, after, has_namesakes, present};
use super::transient::{Transient, effect};
use crate::analysis::compare::{changed, is_alike};
use crate::analysis::reach::Reached;
use crate::invariant::Promise;
use crate::resource::{Object, ObjectRef, Resources};
use crate::routing::names::{known_as, needs};
use crate::routing::{Environment, RoutingTable};

/// The state before and the one after all steps.
pub(super) struct Stage<'a> {
    environment: &'a Environment,
    before: Present<'a>,
    old: Cow<'a, RoutingTable>,
    new: Cow<'a, RoutingTable>,
    promises: Promises<'a>,
}

/// What goes wrong between the first step and the last.
#[derive(Debug)]
pub(super) struct Found {
    pub transients: Vec<Transient>,
    /// Each where it begins.
    pub breaches: Vec<Breach>,
    /// Whether all steps were rehearsed.
    pub complete: bool,
}

impl<'a> Stage<'a> {
    pub fn new(
        tables: [Option<&'a RoutingTable>; 2],
        promises: &'a [Promise],
        old: &'a Resources,
        new: &Resources,
        environment: &'a Environment,
    ) -> Self {
        let before = present(old);
        // Of two objects of one name, the last one is there.
        let [of_old, of_new] = tables;
        let of_old = of_old.filter(|_| before.len() == old.objects().len()).map(Cow::Borrowed);
        let of_new = of_new.filter(|_| !has_namesakes(new)).map(Cow::Borrowed);
        let old = of_old.unwrap_or_else(|| Cow::Owned(serving(&before, environment)));
        let new = of_new.unwrap_or_else(|| Cow::Owned(serving(&present(new), environment)));
        Self { environment, old, new, before, promises: Promises::new(promises) }
    }

    /// What goes wrong, each where it begins.
    pub fn rehearse(&self, changes: &[Change<'_>], effort: &mut Effort) -> Found {
        let mut found = Found { transients: Vec::new(), breaches: Vec::new(), complete: false };
        let mut last: Option<RoutingTable> = None;
        // The state after the last step is the new one.
        for done in 1..changes.len() {
            let Some(table) = self.table(changes.iter().take(done), effort) else { return found };
            let Some(more) = self.begins(last.as_ref().unwrap_or(self.old.as_ref()), &table, done, effort) else {
                return found;
            };
            found.transients.extend(more);
            let Some(broken) = self.breaches(&table, done, effort) else { return found };
            let is_new = |breach: &Breach| found.breaches.iter().all(|known| known.invariant != breach.invariant);
            let broken: Vec<Breach> = broken.into_iter().filter(is_new).collect();
            found.breaches.extend(broken);
            last = Some(table);
        }
        found.complete = true;
        found
    }

    /// What the state `now` breaks of the invariants; none if that takes too much effort.
    pub fn breaches(&self, now: &RoutingTable, after_steps: usize, effort: &mut Effort) -> Option<Vec<Breach>> {
        self.promises.broken(now, after_steps, effort)
    }

    /// What the state after all steps breaks of these invariants, also if the one before them did.
    pub fn breaches_in_the_end(&self, promises: &[Promise], steps: usize) -> Vec<Breach> {
        Promises::new(promises).broken(&self.new, steps, &mut Effort::unlimited()).unwrap_or_default()
    }

    /// The state in which only these changes are made; none if that takes too much effort.
    pub fn table<'c>(
        &'c self,
        done: impl IntoIterator<Item = &'c Change<'c>>,
        effort: &mut Effort,
    ) -> Option<RoutingTable> {
        let now = after(&self.before, done);
        let objects = || now.values().copied().collect::<Vec<_>>();
        // All but a few routers are those of the old state.
        effort.table(now.len()).then(|| RoutingTable::like(&self.old, &objects(), self.environment))
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
        ahead.into_iter().filter_map(|change| now.get(&change.step.object.id())).any(|route| uses(route))
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

/// What serves these objects.
fn serving(present: &Present<'_>, environment: &Environment) -> RoutingTable {
    RoutingTable::of(&present.values().copied().collect::<Vec<_>>(), environment)
}
