//! The names of a [`NameList`](super::NameList), among all that a universe tells apart.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::names::{NameAtom, NameAtoms};
use super::steps::Stretches;
use crate::analysis::walk::Likeness;

/// Some atoms, to be described. What it takes depends on these and not on all, unless any other name is among them.
pub(super) struct Inside<'a> {
    pub atoms: &'a NameAtoms,
    within: Stretches,
    without: Stretches,
}

impl<'a> Inside<'a> {
    pub fn new(atoms: &'a NameAtoms, stretches: &Stretches) -> Self {
        let last = atoms.last();
        let inside: Stretches = stretches.iter().map(|(first, end)| (*first, *end.min(&last))).collect();
        let mut outside = Stretches::new();
        let mut next = 0;
        for &(first, end) in &inside {
            outside.extend(first.checked_sub(1).filter(|end| next <= *end).map(|end| (next, end)));
            next = end + 1;
        }
        outside.extend((next <= last).then_some((next, last)));
        Self { atoms, within: inside, without: outside }
    }

    /// The numbers of the atoms that are inside, or outside.
    pub fn numbers(&self, inside: bool) -> impl Iterator<Item = u32> {
        let stretches = if inside { &self.within } else { &self.without };
        stretches.iter().flat_map(|(first, last)| *first..=*last)
    }

    /// The same atoms.
    pub fn each(&self, inside: bool) -> impl Iterator<Item = &'a NameAtom> {
        self.numbers(inside).filter_map(|number| self.atoms.get(number))
    }

    /// The likenesses that are inside, or outside.
    pub fn likenesses(&self, inside: bool) -> impl Iterator<Item = &'a Likeness> {
        self.each(inside).filter_map(NameAtom::likeness)
    }

    /// Whether an atom is inside.
    pub fn has(&self, number: u32) -> bool {
        let behind = self.within.partition_point(|(first, _)| *first <= number);
        behind.checked_sub(1).and_then(|place| self.within.get(place)).is_some_and(|(_, last)| number <= *last)
    }

    /// Whether names are inside that no rule has anything to do with.
    pub fn has_any_other(&self) -> bool {
        self.atoms.others().any(|number| self.has(number))
    }

    pub fn exact(&self, inside: bool) -> impl Iterator<Item = &'a SmolStr> {
        self.each(inside).filter_map(NameAtom::exact)
    }

    /// The exact names under some wildcards that are inside, or outside.
    pub fn exact_under(&self, wildcards: &BTreeSet<usize>, inside: bool) -> impl Iterator<Item = &'a SmolStr> {
        let numbers = wildcards.iter().flat_map(|place| self.atoms.under(*place));
        let numbers = numbers.filter(move |number| self.has(**number) == inside);
        numbers.filter_map(|number| self.atoms.get(*number)?.exact())
    }

    /// The wildcards whose names, beside exact ones, are all inside, or all outside.
    pub fn whole(&self, inside: bool) -> BTreeSet<usize> {
        let some: BTreeSet<usize> = self.likenesses(inside).filter_map(|(suffix, _)| *suffix).collect();
        let is_whole = |place: &usize| {
            let likes = self.atoms.under(*place).iter();
            let mut likes =
                likes.filter(|number| self.atoms.get(**number).is_some_and(|atom| atom.likeness().is_some()));
            likes.all(|number| self.has(*number) == inside)
        };
        some.into_iter().filter(is_whole).collect()
    }

    pub fn is_under(&self, name: &str, wildcards: &BTreeSet<usize>) -> bool {
        !wildcards.is_empty() && self.atoms.suffix_of(name).is_some_and(|suffix| wildcards.contains(&suffix))
    }
}
