use foldhash::HashSet;
use smol_str::SmolStr;

use super::names::{NameAtom, NameAtoms};
use crate::analysis::keys::{Key, keys};
use crate::routing::Router;
use crate::rule::Pattern;

/// The connections of an entry point that a [`Universe`](super::Universe) is asked about.
#[derive(Clone, Debug)]
pub(crate) enum Extent {
    /// All of them.
    Whole,
    /// Some of them. Traefik has to read the first bytes of every client there.
    Part(Part),
}

/// The TLS connections with some server names, and maybe those without TLS.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    names: Vec<Key>,
    /// The names that one of these matches.
    patterns: Vec<Pattern>,
    /// Whether it has the connections without TLS.
    pub plain: bool,
    exact: HashSet<SmolStr>,
    suffixes: HashSet<SmolStr>,
    /// What the exact names are under.
    parents: HashSet<SmolStr>,
}

/// The same in the numbers of an axis.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked(Option<(Vec<bool>, bool)>);

impl Part {
    /// The TLS connections with these names, or with one that a pattern matches, and with none that can be read.
    pub fn new(names: Vec<Key>, patterns: Vec<Pattern>, plain: bool) -> Self {
        let mut part = Self { plain, patterns, ..Self::default() };
        for key in &names {
            match key {
                Key::Host(name) => {
                    part.exact.insert(name.clone());
                    part.parents.extend(name.split_once('.').map(|(_, parent)| SmolStr::new(parent)));
                }
                Key::Suffix(suffix) => drop(part.suffixes.insert(suffix.clone())),
            }
        }
        Self { names, ..part }
    }

    fn overlaps(&self, key: &Key) -> bool {
        match key {
            Key::Host(name) => {
                let parent = name.split_once('.').map(|(_, parent)| parent);
                self.exact.contains(name)
                    || parent.is_some_and(|parent| self.suffixes.contains(parent))
                    || self.matches(name)
            }
            Key::Suffix(suffix) => {
                self.suffixes.contains(suffix) || self.parents.contains(suffix) || !self.patterns.is_empty()
            }
        }
    }

    /// Whether a pattern may match a name.
    fn matches(&self, name: &str) -> bool {
        self.patterns.iter().any(|pattern| pattern.is_match(name) != Some(false))
    }

    /// Whether a pattern may match names of an atom; `places` are those of the patterns among all.
    fn has(&self, atom: &NameAtom, places: &[Option<usize>]) -> bool {
        match atom {
            NameAtom::Exact(name) => self.matches(name),
            NameAtom::Like((_, answers), _) => {
                places.iter().any(|place| place.is_none_or(|place| answers.get(place).copied().unwrap_or(true)))
            }
            NameAtom::None | NameAtom::Unreadable => false,
            NameAtom::Untold => true,
        }
    }
}

impl Extent {
    /// Whether a router with TLS may take any of these connections.
    pub fn concerns(&self, router: &Router) -> bool {
        let Self::Part(part) = self else { return true };
        let keys = router.rule_tree().and_then(|rule| keys(rule.expression()));
        keys.is_none_or(|keys| keys.iter().any(|key| part.overlaps(key)))
    }

    /// The numbers of these connections.
    pub(in crate::analysis) fn asked(&self, atoms: &NameAtoms) -> Asked {
        let Self::Part(part) = self else { return Asked(None) };
        let mut names = vec![false; atoms.all.len()];
        let mut ask = |number: u32| names.get_mut(number as usize).into_iter().for_each(|asked| *asked = true);
        [NameAtoms::NONE, NameAtoms::UNREADABLE].into_iter().for_each(&mut ask);
        part.names.iter().flat_map(|key| atoms.of(key)).copied().for_each(&mut ask);
        if part.names.iter().any(|key| matches!(key, Key::Suffix(_))) {
            atoms.untold().into_iter().for_each(&mut ask);
        }
        if !part.patterns.is_empty() {
            let place = |pattern: &Pattern| atoms.patterns.iter().position(|own| own == pattern);
            let places: Vec<_> = part.patterns.iter().map(place).collect();
            (0..).zip(&atoms.all).filter(|(_, atom)| part.has(atom, &places)).for_each(|(number, _)| ask(number));
        }
        Asked(Some((names, part.plain)))
    }
}

impl Asked {
    /// Whether TLS connections with this name are asked about.
    pub fn name(&self, number: u32) -> bool {
        self.0.as_ref().is_none_or(|(names, _)| names.get(number as usize).copied().unwrap_or(false))
    }

    /// Whether connections without TLS are.
    pub fn plain(&self) -> bool {
        self.0.as_ref().is_none_or(|(_, plain)| *plain)
    }
}
