use std::collections::BTreeSet;

use serde::Serialize;
use smol_str::SmolStr;

use super::name_conditions::{Condition, conditions};
use super::names::{NameAtom, NameAtoms};
use super::rows::Stretches;
use crate::analysis::walk::Likeness;

/// Server names, as rules tell them apart. A name is one of them if it is in `list`, or if it is not in `except` and
/// `under`, `matching` or `any_other` has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NameList {
    /// Clients that send none.
    pub none: bool,
    /// These names.
    pub list: Vec<SmolStr>,
    /// The names one label under these: `*.example.com`.
    pub under: Vec<SmolStr>,
    /// The names of which one of these conditions is true, in Traefik's rule language: regular expressions tell them apart.
    pub matching: Vec<String>,
    /// What is left out of the others: names, `*.names` and conditions.
    pub except: Vec<String>,
    /// All other names.
    pub any_other: bool,
}

/// Names that Go's TLS library cannot read.
pub(super) const UNREADABLE: &str = "HostSNIRegexp(`^$|\\.$`)";

impl NameList {
    /// Every client, whatever name it sends.
    pub fn everything() -> Self {
        Self { none: true, any_other: true, ..Self::default() }
    }

    /// The names of some atoms.
    pub(super) fn new(atoms: &NameAtoms, stretches: &Stretches) -> Self {
        let inside = Inside::new(atoms, stretches);
        if inside.numbers(false).next().is_none() {
            return Self::everything();
        }
        let list = if inside.has_any_other() { inside.all_but() } else { inside.these() };
        Self { none: inside.has(0), ..list }
    }

    /// Whether it is everything.
    pub fn is_everything(&self) -> bool {
        self.none && self.any_other && self.except.is_empty()
    }
}

/// Some atoms, to be described. What it takes depends on these and not on all, unless any other name is among them.
pub(super) struct Inside<'a> {
    pub atoms: &'a NameAtoms,
    within: Stretches,
    without: Stretches,
}

impl<'a> Inside<'a> {
    fn new(atoms: &'a NameAtoms, stretches: &Stretches) -> Self {
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
    fn numbers(&self, inside: bool) -> impl Iterator<Item = u32> {
        let stretches = if inside { &self.within } else { &self.without };
        stretches.iter().flat_map(|(first, last)| *first..=*last)
    }

    /// The same atoms.
    fn each(&self, inside: bool) -> impl Iterator<Item = &'a NameAtom> {
        self.numbers(inside).filter_map(|number| self.atoms.get(number))
    }

    /// The likenesses that are inside, or outside.
    pub fn likenesses(&self, inside: bool) -> impl Iterator<Item = &'a Likeness> {
        self.each(inside).filter_map(NameAtom::likeness)
    }

    /// Whether an atom is inside.
    fn has(&self, number: u32) -> bool {
        let behind = self.within.partition_point(|(first, _)| *first <= number);
        behind.checked_sub(1).and_then(|place| self.within.get(place)).is_some_and(|(_, last)| number <= *last)
    }

    /// Whether names are inside that no rule has anything to do with.
    fn has_any_other(&self) -> bool {
        self.atoms.others().any(|number| self.has(number))
    }

    /// These names and no others.
    fn these(&self) -> NameList {
        let whole = self.whole(true);
        let conditions = conditions(self, true, &whole);
        let under = self.exact_under(&whole, false);
        let met = self.met(&conditions, false).filter(|name| !self.is_under(name, &whole));
        NameList {
            list: self.exact(true).filter(|name| !self.is_under(name, &whole)).cloned().collect(),
            except: under.chain(met).map(SmolStr::to_string).collect(),
            under: whole.iter().filter_map(|place| self.atoms.wildcard(*place)).collect(),
            matching: self.words(&conditions, true),
            ..NameList::default()
        }
    }

    /// All names but some.
    fn all_but(&self) -> NameList {
        let whole = self.whole(false);
        let conditions = conditions(self, false, &whole);
        let wildcards = whole.iter().filter_map(|place| self.atoms.wildcard(*place));
        let names = self.exact(false).filter(|name| !self.is_under(name, &whole)).map(SmolStr::to_string);
        let met = self.met(&conditions, true).filter(|name| !self.is_under(name, &whole));
        NameList {
            list: self.exact_under(&whole, true).chain(met).cloned().collect(),
            except: wildcards.map(String::from).chain(names).chain(self.words(&conditions, false)).collect(),
            any_other: true,
            ..NameList::default()
        }
    }

    fn exact(&self, inside: bool) -> impl Iterator<Item = &'a SmolStr> {
        self.each(inside).filter_map(NameAtom::exact)
    }

    /// The exact names under some wildcards that are inside, or outside.
    fn exact_under(&self, wildcards: &BTreeSet<usize>, inside: bool) -> impl Iterator<Item = &'a SmolStr> {
        let numbers = wildcards.iter().flat_map(|place| self.atoms.under(*place));
        let numbers = numbers.filter(move |number| self.has(**number) == inside);
        numbers.filter_map(|number| self.atoms.get(*number)?.exact())
    }

    /// The exact names that are inside, or outside, and meet a condition.
    fn met(&self, conditions: &[Condition], inside: bool) -> impl Iterator<Item = &'a SmolStr> {
        let all = if conditions.is_empty() { &[] } else { self.atoms.exact_likenesses() };
        let all = all.iter().filter(move |(number, likeness)| {
            self.has(*number) == inside && conditions.iter().any(|condition| condition.holds(likeness))
        });
        all.filter_map(|(number, _)| self.atoms.get(*number)?.exact())
    }

    /// The conditions as texts, and that of names that cannot be read.
    fn words(&self, conditions: &[Condition], inside: bool) -> Vec<String> {
        let unreadable = self.has(NameAtoms::UNREADABLE) == inside;
        let written = conditions.iter().map(|condition| condition.written(self.atoms));
        written.chain(unreadable.then(|| UNREADABLE.to_owned())).collect()
    }

    /// The wildcards whose names, beside exact ones, are all inside, or all outside.
    fn whole(&self, inside: bool) -> BTreeSet<usize> {
        let some: BTreeSet<usize> = self.likenesses(inside).filter_map(|(suffix, _)| *suffix).collect();
        let is_whole = |place: &usize| {
            let likes = self.atoms.under(*place).iter();
            let mut likes =
                likes.filter(|number| self.atoms.get(**number).is_some_and(|atom| atom.likeness().is_some()));
            likes.all(|number| self.has(*number) == inside)
        };
        some.into_iter().filter(is_whole).collect()
    }

    fn is_under(&self, name: &str, wildcards: &BTreeSet<usize>) -> bool {
        !wildcards.is_empty() && self.atoms.suffix_of(name).is_some_and(|suffix| wildcards.contains(&suffix))
    }
}
