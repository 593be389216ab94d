use std::collections::HashMap;

use super::super::reach;
use super::words;
use crate::analysis::compare::{Change, ClassChange};
use crate::analysis::reach::ReachSet;

/// Classes that differ only in how their connections begin, and are treated the same way.
#[derive(Clone, Debug)]
pub struct Group<'c> {
    /// The first of them.
    pub first: &'c ClassChange,
    /// The connections of all of them.
    pub sets: Vec<&'c ReachSet>,
}

/// All that is different ([`Comparison::overview`](crate::analysis::compare::Comparison::overview)): first who gets in, then who is shut out, then who is served in another way.
pub fn groups(overview: &[ClassChange]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut places = HashMap::new();
    for class in overview {
        let same = (&class.set.entry_point, &class.set.clients, class.change, words::outcomes(&class.was, &class.now));
        let place = *places.entry(same).or_insert_with(|| {
            groups.push(Group { first: class, sets: Vec::new() });
            groups.len() - 1
        });
        groups.get_mut(place).into_iter().for_each(|group| group.sets.push(&class.set));
    }
    groups.sort_by_key(Group::change);
    groups
}

impl Group<'_> {
    /// What changes for these connections.
    pub fn change(&self) -> Change {
        self.first.change
    }

    /// What they have in common beside entry point and address: `any`, `TLS with a.example.com`.
    pub(super) fn connection(&self) -> String {
        reach::connection(&self.sets)
    }
}
