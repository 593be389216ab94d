use std::collections::{BTreeSet, HashMap};

use super::super::connections::changed;
use super::super::probes::Probes;
use super::super::{ConnectionChange, Fate};
use super::effort::Effort;
use super::step::{Change, Present, present};
use super::transient::{Transient, effect};
use super::{make, resources};
use crate::resource::Resources;
use crate::routing::{Environment, Router, RoutingTable};

/// The state before and the one after all steps.
pub(super) struct Stage<'a> {
    environment: &'a Environment,
    before: Present<'a>,
    pub old: RoutingTable,
    new: RoutingTable,
}

impl<'a> Stage<'a> {
    pub fn new(old: &'a Resources, new: &Resources, environment: &'a Environment) -> Self {
        let before = present(old);
        let table = |resources: &Resources| RoutingTable::new(resources, environment);
        Self { environment, old: table(&resources(&before)), new: table(&resources(&present(new))), before }
    }

    /// What goes wrong, each where it begins; and whether all steps were rehearsed.
    pub fn transients(&self, changes: &[Change<'_>], effort: &mut Effort) -> (Vec<Transient>, bool) {
        let mut found = Vec::new();
        let mut last: Option<RoutingTable> = None;
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
    pub fn table(&self, done: &[Change<'_>], effort: &mut Effort) -> Option<RoutingTable> {
        let mut now: Present<'_> = self.before.clone();
        for change in done {
            make(change, &mut now);
        }
        effort.table(now.len()).then(|| RoutingTable::new(&resources(&now), self.environment))
    }

    /// What goes wrong in the state `now` and did not in `last`, from which a step led to it. Only clients are
    /// tried whom the routers that the step changed may take: it concerns no others.
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
            let is_an_end = |end: &RoutingTable| changed(end, now, name).is_empty();
            if routers.is_empty() || is_an_end(&self.old) || is_an_end(&self.new) {
                continue;
            }
            let probes = self.probes(last, now, &routers, name);
            if !effort.connections(probes.len()) {
                return None;
            }
            self.try_all(&probes, [last, now], after_steps, &mut found);
        }
        Some(found)
    }

    fn probes(&self, last: &RoutingTable, now: &RoutingTable, routers: &[&Router], entry_point: &str) -> Probes {
        let tables = [&self.old, &self.new, last, now];
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
            let [before, after] = [&self.old, &self.new].map(fate);
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
