//! All server names at once: which ways there are for regular expressions to answer, under which wildcards, and the
//! shortest name for each.

use foldhash::{HashSet, HashSetExt as _};

use super::budget::Budget;
use super::together::Together;
use super::trie::Trie;
use crate::rule::Automaton;

/// How many steps from state to state are about as much work as the evaluation of a rule.
const STEPS: usize = 2;
/// The longest name that DNS has.
const LONGEST: u16 = 253;

/// What is told apart of names.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    /// The regular expressions.
    pub patterns: &'a [Automaton],
    /// Names that are looked at one by one, and are left out here.
    pub exact: &'a [&'a str],
    /// What stands behind the `*.` of wildcards.
    pub suffixes: &'a [&'a str],
}

/// What names are like that no rule tells apart: the wildcard that they are under, by its place, and the answers of the
/// regular expressions.
pub(super) type Likeness = (Option<usize>, Vec<bool>);

/// What a walk came to.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// The shortest name for each likeness.
    pub names: Vec<(Likeness, String)>,
    /// Whether these are all.
    pub complete: bool,
    /// Whether they are not because the budget ended.
    pub cut_short: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct State {
    exact: Option<u32>,
    under: Under,
    /// The states of all expressions together, by their number.
    patterns: u32,
}

/// A state, and how the shortest name got there.
#[derive(Clone, Copy, Debug)]
struct Reached {
    state: State,
    from: usize,
    letter: u8,
    length: u16,
}

/// Where a name stands with the wildcards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Under {
    /// In its first label.
    Label,
    /// Behind its first dot.
    Suffix(u32),
    /// Under none.
    None,
}

impl Walk<'_> {
    /// The shortest name for each likeness that any name has.
    pub fn names(&self, budget: &mut Budget) -> Walked {
        let (exact, suffixes) = (Trie::new(self.exact.iter().copied()), Trie::new(self.suffixes.iter().copied()));
        let letters = self.letters();
        let mut together = Together::new(self.patterns, &letters);
        let begin = State { exact: Some(Trie::ROOT), under: Under::Label, patterns: 0 };
        let mut seen = HashSet::from_iter([begin]);
        let mut reached = vec![Reached { state: begin, from: 0, letter: b'.', length: 0 }];
        let mut found: HashSet<Likeness> = HashSet::new();
        // Many names end in the same states.
        let mut ended = HashSet::new();
        let mut order = Vec::new();
        let (mut complete, mut cut_short) = (true, false);
        let mut at = 0;
        let most = budget.walk();
        while let Some(&Reached { state, letter, length, .. }) = reached.get(at) {
            if together.work + at * letters.len() / STEPS > most {
                (complete, cut_short) = (false, true);
                break;
            }
            // A name is not empty and does not end in a dot.
            let is_name = letter != b'.' && state.exact.and_then(|node| exact.end(node)).is_none();
            let under = state.under.wildcard(&suffixes);
            if is_name && ended.insert((under, state.patterns)) {
                let likeness = (under, together.answers(state.patterns));
                if found.insert(likeness.clone()) {
                    order.push((likeness, spelt(&reached, at)));
                }
            }
            for (kind, &letter) in letters.iter().enumerate() {
                let next = State {
                    exact: state.exact.and_then(|node| exact.step(node, letter)),
                    under: state.under.step(letter, &suffixes),
                    patterns: together.step(state.patterns, kind),
                };
                if seen.contains(&next) {
                    continue;
                }
                if length >= LONGEST {
                    complete = false;
                    continue;
                }
                seen.insert(next);
                reached.push(Reached { state: next, from: at, letter, length: length + 1 });
            }
            at += 1;
        }
        budget.spend((together.work + at * letters.len() / STEPS).min(budget.left()));
        Walked { names: order, complete, cut_short }
    }

    /// One character of each kind that anything tells apart: those that names are usually made of where there are any.
    fn letters(&self) -> Vec<u8> {
        let mut sets: Vec<u128> = self.patterns.iter().flat_map(Automaton::sets).collect();
        let spelt = self.exact.iter().chain(self.suffixes).flat_map(|text| text.bytes());
        let spelt: HashSet<u8> = spelt.chain([b'.']).collect();
        sets.sort_unstable();
        sets.dedup();
        let mut kinds = HashSet::new();
        let usual = (b'a'..=b'z').chain(b'0'..=b'9').chain([b'-', b'.', b'_']);
        let others = (b'!'..=b'~').filter(|letter| !letter.is_ascii_alphanumeric() && !b"-._".contains(letter));
        let distinct = |letter: &u8| {
            let member: Vec<bool> = sets.iter().map(|set| set >> u32::from(*letter) & 1 == 1).collect();
            kinds.insert((spelt.contains(letter).then_some(*letter), member))
        };
        usual.chain(others).filter(distinct).collect()
    }
}

impl Under {
    fn step(self, letter: u8, suffixes: &Trie) -> Self {
        match self {
            Self::Label if letter == b'.' => Self::Suffix(Trie::ROOT),
            Self::Label => Self::Label,
            Self::Suffix(node) => suffixes.step(node, letter).map_or(Self::None, Self::Suffix),
            Self::None => Self::None,
        }
    }

    /// The wildcard under which a name is that ends here.
    fn wildcard(self, suffixes: &Trie) -> Option<usize> {
        match self {
            Self::Suffix(node) => suffixes.end(node),
            Self::Label | Self::None => None,
        }
    }
}

/// The name that got to a place.
fn spelt(reached: &[Reached], mut at: usize) -> String {
    let mut letters = Vec::new();
    while let Some(&Reached { from, letter, length: 1.., .. }) = reached.get(at) {
        letters.push(letter);
        at = from;
    }
    letters.iter().rev().copied().map(char::from).collect()
}
