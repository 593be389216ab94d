//! All server names at once: which ways there are for regular expressions to answer, under which wildcards, and the
//! shortest name for each.

use std::collections::HashSet;

use super::budget::Budget;
use super::trie::Trie;
use crate::rule::{Automaton, AutomatonState};

/// The most work of one walk, as a [`Budget`] counts it: a few thousand states of a few expressions.
const MOST_WORK: usize = 300_000;
/// How many instructions of an expression are about as much work as the evaluation of a rule.
const INSTRUCTIONS: usize = 32;
/// The longest name that DNS has.
const LONGEST: usize = 253;

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

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct State {
    exact: Option<u32>,
    under: Under,
    patterns: Vec<AutomatonState>,
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
        let begin = State {
            exact: Some(Trie::ROOT),
            under: Under::Label,
            patterns: self.patterns.iter().map(Automaton::start).collect(),
        };
        let mut seen = HashSet::from([begin.clone()]);
        let mut reached = vec![(begin, String::new())];
        let mut found: HashSet<Likeness> = HashSet::new();
        let mut order = Vec::new();
        let mut complete = true;
        let mut at = 0;
        let step: usize = self.patterns.iter().map(|pattern| 1 + pattern.size() / INSTRUCTIONS).sum();
        let work = step.saturating_mul(letters.len());
        let most = MOST_WORK.min(budget.left());
        let mut done = 0usize;
        while let Some((state, text)) = reached.get(at).cloned() {
            at += 1;
            done = done.saturating_add(work);
            if done > most {
                complete = false;
                break;
            }
            let ends_name = !text.is_empty() && !text.ends_with('.');
            if ends_name && state.exact.and_then(|node| exact.end(node)).is_none() {
                let likeness = self.likeness(&state, &suffixes);
                if found.insert(likeness.clone()) {
                    order.push((likeness, text.clone()));
                }
            }
            for &letter in &letters {
                let next = self.step(&state, letter, &exact, &suffixes);
                if seen.contains(&next) {
                    continue;
                }
                if text.len() >= LONGEST {
                    complete = false;
                    continue;
                }
                seen.insert(next.clone());
                reached.push((next, format!("{text}{}", char::from(letter))));
            }
        }
        budget.spend(done.min(most));
        (order, complete)
    }

    fn step(&self, state: &State, letter: u8, exact: &Trie, suffixes: &Trie) -> State {
        let under = match state.under {
            Under::Label if letter == b'.' => Under::Suffix(Trie::ROOT),
            Under::Label => Under::Label,
            Under::Suffix(node) => suffixes.step(node, letter).map_or(Under::None, Under::Suffix),
            Under::None => Under::None,
        };
        State {
            exact: state.exact.and_then(|node| exact.step(node, letter)),
            under,
            patterns: self.patterns.iter().zip(&state.patterns).map(|(it, at)| it.step(at, letter)).collect(),
        }
    }

    fn likeness(&self, state: &State, suffixes: &Trie) -> Likeness {
        let under = match state.under {
            Under::Suffix(node) => suffixes.end(node),
            Under::Label | Under::None => None,
        };
        let answers = self.patterns.iter().zip(&state.patterns).map(|(pattern, at)| pattern.matches(at));
        (under, answers.collect())
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
