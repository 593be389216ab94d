use foldhash::{HashSet, HashSetExt as _};

use super::Change;
use super::effort::Effort;
use super::stage::Stage;
use crate::routing::RoutingTable;

/// With more steps than this no search is made: there are too many intermediate states.
const STEPS_AT_MOST: usize = 128;

/// The result of a search.
pub(super) struct Found {
    /// An order of the steps in which no state between them does harm.
    pub order: Option<Vec<usize>>,
    /// Whether every possible order was tried. If that takes too long, only some are.
    pub complete: bool,
}

/// Looks for an order in which no state between two steps does harm.
pub(super) fn safe_order(stage: &Stage<'_>, steps: &[Change<'_>]) -> Found {
    if steps.len() > STEPS_AT_MOST {
        return Found { order: None, complete: false };
    }
    let mut search = Search { stage, steps, effort: Effort::of_a_search(), closed: HashSet::new(), cut_short: false };
    let mut order = Vec::with_capacity(steps.len());
    let found = search.go_on(0, None, &mut order);
    Found { complete: found || !search.cut_short, order: found.then_some(order) }
}

/// A depth-first search. A state is the set of steps that are done, whatever their order. The steps are tried in the order
/// that they have, so that what is found is close to it; a step that does harm waits until the others were tried.
struct Search<'a> {
    stage: &'a Stage<'a>,
    steps: &'a [Change<'a>],
    effort: Effort,
    /// The states that do harm or lead nowhere.
    closed: HashSet<u128>,
    cut_short: bool,
}

impl Search<'_> {
    /// Continues from a harmless state whose table is `table`; if none is given, it is made when needed.
    fn go_on(&mut self, done: u128, mut table: Option<RoutingTable>, order: &mut Vec<usize>) -> bool {
        // The last step leads to the new state, which harms nobody.
        if order.len() + 1 >= self.steps.len() {
            order.extend((0..self.steps.len()).filter(|step| done >> step & 1 == 0));
            return true;
        }
        // Starts after the step that was made last: the ones before it have just been tried.
        let begin = order.last().map_or(0, |last| last + 1);
        let mut candidates: Vec<usize> = (begin..self.steps.len()).chain(0..begin).collect();
        // Deletions come last: if a write is refused, nothing more is deleted.
        candidates.sort_by_key(|step| self.steps.get(*step).is_some_and(|change| change.content.is_none()));
        for step in candidates {
            let next = done | 1 << step;
            if next == done || self.closed.contains(&next) || self.is_used(done, step) {
                continue;
            }
            let Some(last) = table.take().or_else(|| self.table(done)) else { return false };
            match self.harmless(next, &last, order.len() + 1) {
                Some(next_table) => {
                    // One table at a time: a deep search would hold as many as there are steps.
                    drop(last);
                    order.push(step);
                    if self.go_on(next, Some(next_table), order) {
                        return true;
                    }
                    order.pop();
                }
                None => table = Some(last),
            }
            if self.cut_short {
                return false;
            }
            self.closed.insert(next);
        }
        false
    }

    /// Whether a step deletes something that is still used by a route which a later step changes or deletes: `tcpgen apply`
    /// refuses to.
    fn is_used(&self, done: u128, step: usize) -> bool {
        let change = self.steps.get(step).filter(|change| change.content.is_none());
        let (made, ahead) = (among(self.steps, done), among(self.steps, !done));
        change.is_some_and(|change| self.stage.is_used(&change.step.object, made, ahead))
    }

    /// The table of a state in which nothing goes wrong that did not in `last`.
    fn harmless(&mut self, state: u128, last: &RoutingTable, count: usize) -> Option<RoutingTable> {
        let table = self.table(state)?;
        let found = self.stage.begins(last, &table, count, &mut self.effort);
        self.cut_short |= found.is_none();
        if !found?.is_empty() {
            return None;
        }
        let broken = self.stage.breaches(&table, count, &mut self.effort);
        self.cut_short |= broken.is_none();
        broken?.is_empty().then_some(table)
    }

    fn table(&mut self, state: u128) -> Option<RoutingTable> {
        let table = self.stage.table(among(self.steps, state), &mut self.effort);
        self.cut_short |= table.is_none();
        table
    }
}

/// The steps that are in a set.
fn among<'a>(steps: &'a [Change<'a>], set: u128) -> impl Iterator<Item = &'a Change<'a>> {
    steps.iter().enumerate().filter(move |(place, _)| set >> place & 1 == 1).map(|(_, step)| step)
}
