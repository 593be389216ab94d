use std::collections::HashMap;

use super::{Change, Stage};

/// With more steps no order is looked for: the states between them are too many.
const STEPS_AT_MOST: usize = 24;

/// How many states are looked at.
const STATES_AT_MOST: usize = 600;

/// An order of the steps in which no state between them does harm. None: there is none, or it was not found in time.
pub(super) fn safe_order(stage: &Stage<'_>, steps: &[Change<'_>]) -> Option<Vec<usize>> {
    if steps.len() > STEPS_AT_MOST {
        return None;
    }
    let mut search = Search { stage, steps, known: HashMap::new() };
    let mut order = Vec::with_capacity(steps.len());
    search.go_on(0, &mut order).then_some(order)
}

/// A search in depth. A state is the set of steps that are done, whatever their order.
struct Search<'a> {
    stage: &'a Stage<'a>,
    steps: &'a [Change<'a>],
    /// The states that were looked at: false where one does harm or leads nowhere.
    known: HashMap<u32, bool>,
}

impl Search<'_> {
    fn go_on(&mut self, done: u32, order: &mut Vec<usize>) -> bool {
        if order.len() == self.steps.len() {
            return true;
        }
        for step in 0..self.steps.len() {
            let next = done | 1 << step;
            if next == done || !self.is_harmless(next, order.len() + 1) {
                continue;
            }
            order.push(step);
            if self.go_on(next, order) {
                return true;
            }
            order.pop();
            self.known.insert(next, false);
        }
        false
    }

    fn is_harmless(&mut self, state: u32, count: usize) -> bool {
        if count == self.steps.len() {
            return true;
        }
        if let Some(known) = self.known.get(&state) {
            return *known;
        }
        if self.known.len() >= STATES_AT_MOST {
            return false;
        }
        let is_done = |place: &usize| state >> place & 1 == 1;
        let done: Vec<Change<'_>> =
            self.steps.iter().enumerate().filter(|(place, _)| is_done(place)).map(|(_, step)| step.clone()).collect();
        let harmless = self.stage.after(&done).is_empty();
        self.known.insert(state, harmless);
        harmless
    }
}
