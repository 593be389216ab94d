//! All server names at once: which ways there are for regular expressions to answer, under which wildcards, and the
//! shortest name for each.

use std::collections::{HashMap, HashSet};

use super::budget::Budget;
use super::trie::Trie;
use crate::rule::{Automaton, AutomatonState};

/// How many instructions of an expression are about as much work as the evaluation of a rule.
const INSTRUCTIONS: usize = 32;
/// How many steps from state to state are about as much work as that.
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
    /// The shortest name for each likeness that any name has, and whether these are all.
    pub fn names(&self, budget: &mut Budget) -> (Vec<(Likeness, String)>, bool) {
        let (exact, suffixes) = (Trie::new(self.exact.iter().copied()), Trie::new(self.suffixes.iter().copied()));
        let letters = self.letters();
        let mut together = Together::new(self.patterns, &letters);
        let begin = State { exact: Some(Trie::ROOT), under: Under::Label, patterns: 0 };
        let mut seen = HashSet::from([begin]);
        let mut reached = vec![Reached { state: begin, from: 0, letter: b'.', length: 0 }];
        let mut found: HashSet<Likeness> = HashSet::new();
        let mut order = Vec::new();
        let mut complete = true;
        let mut at = 0;
        let most = budget.walk();
        while let Some(&Reached { state, letter, length, .. }) = reached.get(at) {
            if together.work + at * letters.len() / STEPS > most {
                complete = false;
                break;
            }
            // A name is not empty and does not end in a dot.
            if letter != b'.' && state.exact.and_then(|node| exact.end(node)).is_none() {
                let likeness = together.likeness(&state, &suffixes);
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
        (order, complete)
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

/// All expressions, read together: each combination of their states has a number, the first has 0.
struct Together<'a> {
    patterns: &'a [Automaton],
    letters: &'a [u8],
    /// Of letters that no expression tells apart, the place of the first.
    kinds: Vec<usize>,
    states: Vec<Vec<AutomatonState>>,
    numbers: HashMap<Vec<AutomatonState>, u32>,
    /// Where each letter leads from each combination, as far as that was asked for.
    steps: Vec<Vec<Option<u32>>>,
    /// What it took, in evaluations of a rule.
    work: usize,
}

impl<'a> Together<'a> {
    fn new(patterns: &'a [Automaton], letters: &'a [u8]) -> Self {
        let mut sets: Vec<u128> = patterns.iter().flat_map(Automaton::sets).collect();
        sets.sort_unstable();
        sets.dedup();
        let mut first: HashMap<Vec<bool>, usize> = HashMap::new();
        let member = |letter: u8| sets.iter().map(|set| set >> u32::from(letter) & 1 == 1).collect();
        let kinds = letters.iter().enumerate().map(|(place, letter)| *first.entry(member(*letter)).or_insert(place));
        let mut together = Self {
            patterns,
            letters,
            kinds: kinds.collect(),
            states: Vec::new(),
            numbers: HashMap::new(),
            steps: Vec::new(),
            work: 0,
        };
        together.number(patterns.iter().map(Automaton::start).collect());
        together
    }

    fn number(&mut self, states: Vec<AutomatonState>) -> u32 {
        let fresh = u32::try_from(self.states.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(states.clone()).or_insert(fresh);
        if number == fresh {
            self.states.push(states);
            self.steps.push(vec![None; self.letters.len()]);
        }
        number
    }

    fn step(&mut self, from: u32, letter: usize) -> u32 {
        let kind = self.kinds.get(letter).copied().unwrap_or(letter);
        if let Some(known) = self.steps.get(from as usize).and_then(|steps| steps.get(kind).copied().flatten()) {
            return known;
        }
        let letter = self.letters.get(kind).copied().unwrap_or(b'.');
        let states = self.states.get(from as usize).map_or(&[][..], Vec::as_slice);
        let next: Vec<_> = self.patterns.iter().zip(states).map(|(pattern, at)| pattern.step(at, letter)).collect();
        self.work += self.patterns.iter().map(|pattern| 1 + pattern.size() / INSTRUCTIONS).sum::<usize>();
        let next = self.number(next);
        if let Some(step) = self.steps.get_mut(from as usize).and_then(|steps| steps.get_mut(kind)) {
            *step = Some(next);
        }
        next
    }

    fn likeness(&self, state: &State, suffixes: &Trie) -> Likeness {
        let under = match state.under {
            Under::Suffix(node) => suffixes.end(node),
            Under::Label | Under::None => None,
        };
        let states = self.states.get(state.patterns as usize).map_or(&[][..], Vec::as_slice);
        (under, self.patterns.iter().zip(states).map(|(pattern, at)| pattern.matches(at)).collect())
    }
}
