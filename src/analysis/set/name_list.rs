use serde::Serialize;
use smol_str::SmolStr;

use super::inside::Inside;
use super::name_conditions::{Condition, conditions};
use super::names::{NameAtom, NameAtoms};
use super::steps::Stretches;

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
        // Most rows of large tables.
        if let [(first, last)] = stretches.as_slice()
            && first == last
            && let Some(name) = atoms.get(*first).and_then(NameAtom::exact)
        {
            return Self { list: vec![name.clone()], ..Self::default() };
        }
        let inside = Inside::new(atoms, stretches);
        if inside.numbers(false).next().is_none() {
            return Self::everything();
        }
        let list = if inside.has_any_other() { all_but(&inside) } else { these(&inside) };
        Self { none: inside.has(0), ..list }
    }

    /// Whether it is everything.
    pub fn is_everything(&self) -> bool {
        self.none && self.any_other && self.except.is_empty()
    }
}

/// These names and no others.
fn these(inside: &Inside<'_>) -> NameList {
    let whole = inside.whole(true);
    let conditions = conditions(inside, true, &whole);
    let under = inside.exact_under(&whole, false);
    let met = met(inside, &conditions, false).filter(|name| !inside.is_under(name, &whole));
    NameList {
        list: inside.exact(true).filter(|name| !inside.is_under(name, &whole)).cloned().collect(),
        except: under.chain(met).map(SmolStr::to_string).collect(),
        under: whole.iter().filter_map(|place| inside.atoms.wildcard(*place)).collect(),
        matching: words(inside, &conditions, true),
        ..NameList::default()
    }
}

/// All names but some.
fn all_but(inside: &Inside<'_>) -> NameList {
    let whole = inside.whole(false);
    let conditions = conditions(inside, false, &whole);
    let wildcards = whole.iter().filter_map(|place| inside.atoms.wildcard(*place));
    let names = inside.exact(false).filter(|name| !inside.is_under(name, &whole)).map(SmolStr::to_string);
    let met = met(inside, &conditions, true).filter(|name| !inside.is_under(name, &whole));
    NameList {
        list: inside.exact_under(&whole, true).chain(met).cloned().collect(),
        except: wildcards.map(String::from).chain(names).chain(words(inside, &conditions, false)).collect(),
        any_other: true,
        ..NameList::default()
    }
}

/// The exact names that are inside, or outside, and meet a condition.
fn met<'a>(inside: &Inside<'a>, conditions: &[Condition], is_in: bool) -> impl Iterator<Item = &'a SmolStr> {
    let all = if conditions.is_empty() { &[] } else { inside.atoms.exact_by_likeness() };
    let all = all.iter().filter(|(likeness, _)| conditions.iter().any(|condition| condition.holds(likeness)));
    let numbers = all.flat_map(|(_, numbers)| numbers).copied().filter(|number| inside.has(*number) == is_in);
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_unstable();
    numbers.into_iter().filter_map(|number| inside.atoms.get(number)?.exact())
}

/// The conditions as texts, and that of names that cannot be read.
fn words(inside: &Inside<'_>, conditions: &[Condition], is_in: bool) -> Vec<String> {
    let unreadable = inside.has(NameAtoms::UNREADABLE) == is_in;
    let written = conditions.iter().map(|condition| condition.written(inside.atoms));
    written.chain(unreadable.then(|| UNREADABLE.to_owned())).collect()
}
