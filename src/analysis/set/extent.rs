use std::collections::HashSet;

use smol_str::SmolStr;

use super::names::NameAtoms;
use crate::analysis::keys::{Key, keys};
use crate::routing::Router;

/// The connections of an entry point that a [`Universe`](super::Universe) is asked about.
#[derive(Clone, Debug)]
pub(in crate::analysis) enum Extent {
    /// All of them.
    Whole,
    /// Some of them. Traefik has to read the first bytes of every client there.
    Part(Part),
}

/// The TLS connections with some server names, and maybe those without TLS.
#[derive(Clone, Debug, Default)]
pub(in crate::analysis) struct Part {
    names: Vec<Key>,
    /// Whether it has the connections without TLS.
    pub plain: bool,
    exact: HashSet<SmolStr>,
    suffixes: HashSet<SmolStr>,
    /// What the exact names are under.
    parents: HashSet<SmolStr>,
}

/// The same in the numbers of an axis.
#[derive(Clone, Debug, Default)]
pub(in crate::analysis) struct Asked(Option<(Vec<bool>, bool)>);

impl Part {
    /// The TLS connections with these names, and with none that can be read.
    pub fn new(names: Vec<Key>, plain: bool) -> Self {
        let mut part = Self { plain, ..Self::default() };
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
                self.exact.contains(name) || parent.is_some_and(|parent| self.suffixes.contains(parent))
            }
            Key::Suffix(suffix) => self.suffixes.contains(suffix) || self.parents.contains(suffix),
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
    pub fn asked(&self, atoms: &NameAtoms) -> Asked {
        let Self::Part(part) = self else { return Asked(None) };
        let mut names = vec![false; atoms.all.len()];
        let mut ask = |number: u32| names.get_mut(number as usize).into_iter().for_each(|asked| *asked = true);
        [NameAtoms::NONE, NameAtoms::UNREADABLE].into_iter().for_each(&mut ask);
        part.names.iter().flat_map(|key| atoms.of(key)).copied().for_each(&mut ask);
        if part.names.iter().any(|key| matches!(key, Key::Suffix(_))) {
            atoms.untold().into_iter().for_each(&mut ask);
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
