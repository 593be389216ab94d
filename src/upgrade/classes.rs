//! Which connections are treated differently, all of them.

use std::rc::Rc;

use super::mixtures::{Mixtures, Turns};
use crate::analysis::compare::{ClassChange, Comparison, Traced, is_alike, trace};
use crate::analysis::reach::Reached;
use crate::routing::RoutingTable;

/// The classes of a comparison of both tables, each with its cause: a class of which parts have different causes is divided.
/// Where there would be too many classes, each has the cause of its witness.
pub(super) fn differences(
    comparison: &Comparison,
    [old, new]: [&RoutingTable; 2],
    mixtures: &Mixtures<'_>,
) -> Vec<(Turns, ClassChange)> {
    let mut causes = Causes { mixtures, known: Vec::new() };
    for class in &comparison.overview {
        causes.learn(class);
    }
    // The causes of a few may not be all: what none of them brings has another, and with that one it is divided again.
    while let Some(all) = causes.divide([old, new]) {
        let mut has_learned = false;
        for (_, class) in all.iter().filter(|(cause, _)| cause.is_none()) {
            has_learned |= causes.learn(class);
        }
        if !has_learned {
            let or_own = |(cause, class): (Option<Turns>, ClassChange)| {
                (cause.unwrap_or_else(|| causes.of_witness(&class)), class)
            };
            return all.into_iter().map(or_own).collect();
        }
    }
    comparison.overview.iter().map(|class| (causes.of_witness(class), class.clone())).collect()
}

/// The causes that were found.
struct Causes<'m, 'c> {
    mixtures: &'m Mixtures<'c>,
    known: Vec<Turns>,
}

impl Causes<'_, '_> {
    /// What brings the difference for the class's witness.
    fn of_witness(&self, class: &ClassChange) -> Turns {
        self.mixtures.cause(|table| {
            class.witness.as_ref().is_some_and(|witness| is_alike(&Reached::of(table, witness), &class.now))
        })
    }

    /// Adds that of a class. Returns whether it is a new one.
    fn learn(&mut self, class: &ClassChange) -> bool {
        let cause = self.of_witness(class);
        let is_new = !self.known.contains(&cause);
        if is_new {
            self.known.push(cause);
            // What one turn does alone is no matter of several.
            self.known.sort_by_key(|cause| (cause.places().count(), *cause));
        }
        is_new
    }

    /// All that is different, with its cause if that is known; none where there would be too many classes.
    fn divide(&self, [old, new]: [&RoutingTable; 2]) -> Option<Vec<(Option<Turns>, ClassChange)>> {
        if self.known.is_empty() {
            return Some(Vec::new());
        }
        let tables = self.tables();
        let between: Vec<&RoutingTable> = tables.iter().map(|(_, table)| table.as_ref()).collect();
        let traced = trace(old, new, &between)?;
        Some(traced.into_iter().map(|traced| (self.of(&traced, &tables), traced.class)).collect())
    }

    /// What tells whether a known one is the cause of something: a Traefik with its turns, and those with one turn fewer.
    fn tables(&self) -> Vec<(Turns, Rc<RoutingTable>)> {
        let mut turns: Vec<Turns> =
            self.known.iter().flat_map(|cause| std::iter::once(*cause).chain(cause.fewer())).collect();
        turns.sort_unstable();
        turns.dedup();
        turns.into_iter().map(|turned| (turned, self.mixtures.table(turned))).collect()
    }

    /// The known cause of a class: it brings the difference, and does not without one of its turns.
    fn of(&self, traced: &Traced, tables: &[(Turns, Rc<RoutingTable>)]) -> Option<Turns> {
        let turned = |place: &usize| tables.get(*place).map(|(turned, _)| *turned);
        let brought_by: Vec<Turns> = traced.brought_by.iter().filter_map(turned).collect();
        let is_cause = |cause: &Turns| brought_by.contains(cause) && !cause.fewer().any(|it| brought_by.contains(&it));
        self.known.iter().copied().find(is_cause)
    }
}
