use std::collections::HashSet;

use super::Change;
use super::effort::Effort;
use super::scene::Scene;
use super::stage::Stage;

/// With more steps no order is looked for: the states between them are too many.
const STEPS_AT_MOST: usize = 128;

/// What came of looking for an order.
pub(super) struct Found {
    /// An order of the steps in which no state between them does harm.
    pub order: Option<Vec<usize>>,
    /// Whether every order was tried that could be one; where that is too much, only some are.
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

/// A search in depth. A state is the set of steps that are done, whatever their order. The steps are tried in the order
/// that they have, so that what is found is near to it, and each that does harm waits until the others were tried.
struct Search<'a> {
    stage: &'a Stage<'a>,
    steps: &'a [Change<'a>],
    effort: Effort,
    /// The states that do harm or lead nowhere.
    closed: HashSet<u128>,
    cut_short: bool,
}

impl Search<'_> {
    /// Goes on from a harmless state, whose table is `table`; none: it is made when needed.
    fn go_on(&mut self, done: u128, mut table: Option<Scene>, order: &mut Vec<usize>) -> bool {
        // The last step leads to the new state, which harms nobody.
        if order.len() + 1 >= self.steps.len() {
            order.extend((0..self.steps.len()).filter(|step| done >> step & 1 == 0));
            return true;
        }
        // Goes on behind the step that was made last: the ones before it were tried a moment ago.
        let begin = order.last().map_or(0, |last| last + 1);
        let mut candidates: Vec<usize> = (begin..self.steps.len()).chain(0..begin).collect();
        // What is written may be refused, and then nothing more is deleted.
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

    /// Whether a step deletes what a route uses, which will not use it in the end: `tcpgen apply` refuses to.
    fn is_used(&self, done: u128, step: usize) -> bool {
        let change = self.steps.get(step).filter(|change| change.content.is_none());
        change.is_some_and(|change| self.stage.is_used(&made(self.steps, done), &change.step.object, self.steps))
    }

    /// The table of a state in which nothing goes wrong that did not in `last`.
    fn harmless(&mut self, state: u128, last: &Scene, count: usize) -> Option<Scene> {
        let table = self.table(state)?;
        let found = self.stage.begins(last, &table, count, &mut self.effort);
        self.cut_short |= found.is_none();
        found?.is_empty().then_some(table)
    }

    fn table(&mut self, state: u128) -> Option<Scene> {
        let table = self.stage.table(&made(self.steps, state), &mut self.effort);
        self.cut_short |= table.is_none();
        table
    }
}

/// The steps that are done in a state.
fn made<'a>(steps: &[Change<'a>], state: u128) -> Vec<Change<'a>> {
    let steps = steps.iter().enumerate();
    steps.filter(|(place, _)| state >> place & 1 == 1).map(|(_, step)| step.clone()).collect()
}
