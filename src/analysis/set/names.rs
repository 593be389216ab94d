use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt as _};
use smol_str::SmolStr;

use crate::analysis::budget::Budget;
use crate::analysis::keys::Key;
use crate::analysis::names::Said;
use crate::analysis::walk::{Likeness, Walked};
use crate::connection::ClientHello;
use crate::rule::Pattern;

/// Server names that no rule tells apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum NameAtom {
    /// No server name is sent.
    None,
    /// One that Go's TLS library cannot read.
    Unreadable,
    /// This name.
    Exact(SmolStr),
    /// Names that no rule asks for by itself: those under one wildcard or under none, to which regular expressions give the
    /// same answers. One of them is kept.
    Like(Likeness, SmolStr),
    /// Names that were not divided, for it would have been too much work.
    Untold,
}

impl NameAtom {
    /// What its names are like, if it is by that that they are told.
    pub fn likeness(&self) -> Option<&Likeness> {
        if let Self::Like(likeness, _) = self { Some(likeness) } else { None }
    }

    /// The name, if it is one.
    pub fn exact(&self) -> Option<&SmolStr> {
        if let Self::Exact(name) = self { Some(name) } else { None }
    }
}

/// All server names of one entry point, in atoms.
#[derive(Clone, Debug, Default)]
pub(in crate::analysis) struct NameAtoms {
    pub all: Vec<NameAtom>,
    /// What stands behind the `*.` of wildcards, in order.
    pub suffixes: Vec<SmolStr>,
    pub patterns: Vec<Pattern>,
    hosts: HashMap<SmolStr, u32>,
    likenesses: HashMap<Likeness, u32>,
    /// The atoms under each wildcard, exact names too.
    under: Vec<Vec<u32>>,
    /// Which regular expressions do not give all names the same answer, and so tell something.
    told: Vec<bool>,
    /// Names that no rule has anything to do with.
    others: Vec<u32>,
    /// What exact names would be like if no rule asked for them by themselves.
    exact_by_likeness: OnceLock<Vec<(Likeness, Vec<u32>)>>,
}

impl NameAtoms {
    /// No server name is sent.
    pub const NONE: u32 = 0;
    /// One that cannot be read.
    pub const UNREADABLE: u32 = 1;

    /// The atoms that these tell apart.
    pub fn new(said: &Said<'_>, budget: &mut Budget) -> Self {
        let suffixes: Vec<SmolStr> = said.suffixes.iter().map(SmolStr::new).collect();
        let mut atoms = Self {
            under: vec![Vec::new(); suffixes.len()],
            suffixes,
            patterns: said.patterns.iter().map(|pattern| (*pattern).clone()).collect(),
            all: vec![NameAtom::None, NameAtom::Unreadable],
            ..Self::default()
        };
        for name in said.exact.iter().filter(|name| !name.ends_with('.')) {
            atoms.push(NameAtom::Exact(SmolStr::new(name)));
        }
        let Walked { names: walked, complete, .. } = if said.patterns.is_empty() {
            Walked { names: fresh(said), complete: true, cut_short: false }
        } else {
            said.walked(budget)
        };
        // Half of the likenesses would be of no use: nothing says which names the others have.
        for (likeness, name) in walked.into_iter().filter(|_| complete) {
            atoms.push(NameAtom::Like(likeness, name.into()));
        }
        if !complete {
            atoms.push(NameAtom::Untold);
        }
        atoms.tell();
        atoms
    }

    /// Finds out what tells something of names, and which names nothing tells anything of.
    fn tell(&mut self) {
        let mut answers = self.all.iter().filter_map(NameAtom::likeness).map(|(_, answers)| answers);
        let first = answers.next().cloned().unwrap_or_default();
        let mut told = vec![false; self.patterns.len()];
        for answers in answers {
            for ((told, first), answer) in told.iter_mut().zip(&first).zip(answers) {
                *told |= first != answer;
            }
        }
        let is_other = |atom: &NameAtom| match atom {
            NameAtom::Like((None, answers), _) => !answers.iter().zip(&told).any(|(answer, told)| *answer && *told),
            NameAtom::Untold => true,
            _ => false,
        };
        self.others = (0..).zip(&self.all).filter(|(_, atom)| is_other(atom)).map(|(number, _)| number).collect();
        self.told = told;
    }

    /// Whether a regular expression does not give all names the same answer.
    pub fn tells(&self, pattern: usize) -> bool {
        self.told.get(pattern).copied().unwrap_or(false)
    }

    /// The atoms of names that no rule has anything to do with.
    pub fn others(&self) -> impl Iterator<Item = u32> {
        self.others.iter().copied()
    }

    /// The atoms under a wildcard, exact names too.
    pub fn under(&self, place: usize) -> &[u32] {
        self.under.get(place).map_or(&[], Vec::as_slice)
    }

    /// The exact names by what they would be like if no rule asked for them by themselves. Most are like many others.
    pub fn exact_by_likeness(&self) -> &[(Likeness, Vec<u32>)] {
        self.exact_by_likeness.get_or_init(|| {
            let mut found: HashMap<Likeness, Vec<u32>> = HashMap::new();
            for (number, name) in (0..).zip(&self.all).filter_map(|(number, atom)| Some((number, atom.exact()?))) {
                found.entry(self.likeness(name)).or_default().push(number);
            }
            found.into_iter().collect()
        })
    }

    fn push(&mut self, atom: NameAtom) {
        let place = self.last() + 1;
        let suffix = match &atom {
            NameAtom::Exact(name) => self.suffix_of(name),
            NameAtom::Like((suffix, _), _) => *suffix,
            NameAtom::None | NameAtom::Unreadable | NameAtom::Untold => None,
        };
        if let Some(under) = suffix.and_then(|suffix| self.under.get_mut(suffix)) {
            under.push(place);
        }
        match &atom {
            NameAtom::Exact(name) => drop(self.hosts.insert(name.clone(), place)),
            NameAtom::Like(likeness, _) => drop(self.likenesses.insert(likeness.clone(), place)),
            NameAtom::None | NameAtom::Unreadable | NameAtom::Untold => {}
        }
        self.all.push(atom);
    }

    /// The place of the wildcard that a name is under.
    pub fn suffix_of(&self, name: &str) -> Option<usize> {
        let (_, suffix) = name.split_once('.')?;
        self.suffixes.binary_search_by(|own| own.as_str().cmp(suffix)).ok()
    }

    /// A wildcard, as it is written.
    pub fn wildcard(&self, place: usize) -> Option<SmolStr> {
        self.suffixes.get(place).map(|suffix| format!("*.{suffix}").into())
    }

    /// The atom of what was not divided, if there is one.
    pub fn untold(&self) -> Option<u32> {
        self.all.last().filter(|atom| **atom == NameAtom::Untold).map(|_| self.last())
    }

    /// The number of the last atom.
    pub fn last(&self) -> u32 {
        u32::try_from(self.all.len()).unwrap_or(u32::MAX).saturating_sub(1)
    }

    /// The atom of a number.
    pub fn get(&self, number: u32) -> Option<&NameAtom> {
        self.all.get(number as usize)
    }

    /// The number of the atom that a client's server name is in.
    pub fn number(&self, hello: &ClientHello) -> u32 {
        let Some(sni) = &hello.sni else { return Self::NONE };
        if hello.is_unreadable() {
            return Self::UNREADABLE;
        }
        let sni = sni.trim().to_lowercase();
        if let Some(place) = self.hosts.get(sni.as_str()) {
            return *place;
        }
        self.likenesses.get(&self.likeness(&sni)).copied().unwrap_or(self.last())
    }

    /// What a name is like, if no rule asks for it by itself.
    pub fn likeness(&self, name: &str) -> Likeness {
        let answers = self.patterns.iter().map(|pattern| pattern.is_match(name) == Some(true)).collect();
        (self.suffix_of(name), answers)
    }

    /// A server name of an atom; none where none is sent, and for what was not divided.
    pub fn witness(&self, number: u32) -> Option<SmolStr> {
        match self.get(number)? {
            NameAtom::None | NameAtom::Untold => None,
            NameAtom::Unreadable => Some(SmolStr::new_static("unreadable.")),
            NameAtom::Exact(name) | NameAtom::Like(_, name) => Some(name.clone()),
        }
    }

    /// The atoms of a key, exact names under a wildcard too.
    pub fn of(&self, key: &Key) -> &[u32] {
        match key {
            Key::Host(name) => self.hosts.get(name).map_or(&[], std::slice::from_ref),
            Key::Suffix(suffix) => {
                let place = self.suffixes.binary_search(suffix).ok();
                place.map_or(&[], |place| self.under(place))
            }
        }
    }
}

/// Where there are no regular expressions: a name under each wildcard, and one under none.
fn fresh(said: &Said<'_>) -> Vec<(Likeness, String)> {
    let under = said.suffixes.iter().enumerate().filter(|(_, suffix)| !suffix.ends_with('.') && !suffix.is_empty());
    let under = under.map(|(place, suffix)| ((Some(place), Vec::new()), said.fresh_under(suffix).into()));
    under.chain([((None, Vec::new()), said.fresh_elsewhere().into())]).collect()
}
