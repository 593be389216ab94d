use std::collections::HashSet;

use super::Change;
use super::effort::Effort;
use super::stage::Stage;
use crate::routing::RoutingTable;

/// With more steps no order is looked for: the states between them are too many.
const STEPS_AT_MOST: usize = 24;

/// An order of the steps in which no state between them does harm. None: there is none, or it was not found in time.
pub(super) fn safe_order(stage: &Stage<'_>, steps: &[Change<'_>]) -> Option<Vec<usize>> {
    if steps.len() > STEPS_AT_MOST {
        return None;
    }
    let mut search = Search { stage, steps, effort: Effort::default(), closed: HashSet::new() };
    let mut order = Vec::with_capacity(steps.len());
    search.go_on(0, &stage.old, &mut order).then_some(order)
}

/// A search in depth. A state is the set of steps that are done, whatever their order.
struct Search<'a> {
    stage: &'a Stage<'a>,
    steps: &'a [Change<'a>],
    effort: Effort,
    /// The states that do harm or lead nowhere.
    closed: HashSet<u32>,
}

impl Search<'_> {
    /// Goes on from a harmless state, whose table is `last`.
    fn go_on(&mut self, done: u32, last: &RoutingTable, order: &mut Vec<usize>) -> bool {
        // The last step leads to the new state, which harms nobody.
        if order.len() + 1 >= self.steps.len() {
            order.extend((0..self.steps.len()).filter(|step| done >> step & 1 == 0));
            return true;
        }
        for step in 0..self.steps.len() {
            let next = done | 1 << step;
            if next == done || self.closed.contains(&next) {
                continue;
            }
            if let Some(table) = self.harmless(next, last, order.len() + 1) {
                order.push(step);
                if self.go_on(next, &table, order) {
                    return true;
                }
                order.pop();
            }
            self.closed.insert(next);
        }
        false
    }

    /// The table of a state in which nothing goes wrong that did not in `last`.
    fn harmless(&mut self, state: u32, last: &RoutingTable, count: usize) -> Option<RoutingTable> {
        let is_done = |place: &usize| state >> place & 1 == 1;
        let steps = self.steps.iter().enumerate();
        let done: Vec<Change<'_>> = steps.filter(|(place, _)| is_done(place)).map(|(_, step)| step.clone()).collect();
        let table = self.stage.table(&done, &mut self.effort)?;
        let found = self.stage.begins(last, &table, count, &mut self.effort)?;
        found.is_empty().then_some(table)
    }
}
