use std::collections::BTreeSet;

use serde::Serialize;
use smol_str::SmolStr;

use super::name_conditions::{Condition, conditions};
use super::names::{NameAtom, NameAtoms};
use super::rows::Stretches;

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
const UNREADABLE: &str = "HostSNIRegexp(`^$|\\.$`)";

impl NameList {
    /// Every client, whatever name it sends.
    pub fn everything() -> Self {
        Self { none: true, any_other: true, ..Self::default() }
    }

    /// The names of some atoms.
    pub(super) fn new(atoms: &NameAtoms, stretches: &Stretches) -> Self {
        let inside = inside(atoms, stretches);
        if inside.iter().all(|inside| *inside) {
            return Self::everything();
        }
        let none = inside.first().copied().unwrap_or(false);
        let inside = Inside { atoms, inside, told: told(atoms) };
        let list = if inside.has_any_other() { inside.all_but() } else { inside.these() };
        Self { none, ..list }
    }

    /// Whether it is everything.
    pub fn is_everything(&self) -> bool {
        self.none && self.any_other && self.except.is_empty()
    }
}

/// Whether each atom is inside.
fn inside(atoms: &NameAtoms, stretches: &Stretches) -> Vec<bool> {
    let mut inside = vec![false; atoms.all.len()];
    for &(first, last) in stretches {
        let last = (last as usize).min(inside.len().saturating_sub(1));
        inside.get_mut(first as usize..=last).into_iter().flatten().for_each(|inside| *inside = true);
    }
    inside
}

/// Which regular expressions do not give all names the same answer, and so tell something.
fn told(atoms: &NameAtoms) -> Vec<bool> {
    let answers = || atoms.all.iter().filter_map(NameAtom::likeness).map(|(_, answers)| answers);
    let first = answers().next();
    let differs =
        |place: usize| answers().any(|answers| answers.get(place) != first.and_then(|first| first.get(place)));
    (0..atoms.patterns.len()).map(differs).collect()
}

/// Some atoms, to be described.
pub(super) struct Inside<'a> {
    pub atoms: &'a NameAtoms,
    inside: Vec<bool>,
    /// Which regular expressions tell something.
    pub told: Vec<bool>,
}

impl<'a> Inside<'a> {
    /// The atoms with whether they are inside.
    pub fn each(&self) -> impl Iterator<Item = (&'a NameAtom, bool)> {
        self.atoms.all.iter().zip(self.inside.iter().copied())
    }

    /// Whether names are inside that no rule has anything to do with.
    fn has_any_other(&self) -> bool {
        let says = |answers: &[bool]| answers.iter().zip(&self.told).any(|(answer, told)| *answer && *told);
        let mut others = self.each().filter(|(atom, _)| match atom {
            NameAtom::Like((None, answers), _) => !says(answers),
            NameAtom::Untold => true,
            _ => false,
        });
        others.any(|(_, inside)| inside)
    }

    /// These names and no others.
    fn these(&self) -> NameList {
        let whole = self.whole(true);
        let conditions = conditions(self, true, &whole);
        let taken = |name: &SmolStr| self.is_under(name, &whole) || self.is_met(name, &conditions);
        NameList {
            list: self.exact(true).filter(|name| !self.is_under(name, &whole)).cloned().collect(),
            except: self.exact(false).filter(|name| taken(name)).map(SmolStr::to_string).collect(),
            under: whole.iter().filter_map(|place| self.atoms.wildcard(*place)).collect(),
            matching: self.words(&conditions, true),
            ..NameList::default()
        }
    }

    /// All names but some.
    fn all_but(&self) -> NameList {
        let whole = self.whole(false);
        let conditions = conditions(self, false, &whole);
        let taken = |name: &SmolStr| self.is_under(name, &whole) || self.is_met(name, &conditions);
        let wildcards = whole.iter().filter_map(|place| self.atoms.wildcard(*place));
        let names = self.exact(false).filter(|name| !self.is_under(name, &whole));
        let names = names.map(SmolStr::to_string);
        NameList {
            list: self.exact(true).filter(|name| taken(name)).cloned().collect(),
            except: wildcards.map(String::from).chain(names).chain(self.words(&conditions, false)).collect(),
            any_other: true,
            ..NameList::default()
        }
    }

    fn exact(&self, wanted: bool) -> impl Iterator<Item = &'a SmolStr> {
        self.each().filter(move |(_, inside)| *inside == wanted).filter_map(|(atom, _)| match atom {
            NameAtom::Exact(name) => Some(name),
            _ => None,
        })
    }

    /// The conditions as texts, and that of names that cannot be read.
    fn words(&self, conditions: &[Condition], wanted: bool) -> Vec<String> {
        let unreadable = self.each().any(|(atom, inside)| *atom == NameAtom::Unreadable && inside == wanted);
        let written = conditions.iter().map(|condition| condition.written(self.atoms));
        written.chain(unreadable.then(|| UNREADABLE.to_owned())).collect()
    }

    /// The wildcards whose names, beside exact ones, are all inside, or all outside.
    fn whole(&self, wanted: bool) -> BTreeSet<usize> {
        let mut whole = BTreeSet::new();
        let mut broken = BTreeSet::new();
        for (atom, inside) in self.each() {
            if let NameAtom::Like((Some(suffix), _), _) = atom {
                if inside == wanted { &mut whole } else { &mut broken }.insert(*suffix);
            }
        }
        &whole - &broken
    }

    fn is_under(&self, name: &str, wildcards: &BTreeSet<usize>) -> bool {
        self.atoms.suffix_of(name).is_some_and(|suffix| wildcards.contains(&suffix))
    }

    fn is_met(&self, name: &str, conditions: &[Condition]) -> bool {
        !conditions.is_empty() && {
            let likeness = self.atoms.likeness(name);
            conditions.iter().any(|condition| condition.holds(&likeness))
        }
    }
}
