//! Several regular expressions, read together: as one automaton that is made as far as it is asked for.

use std::collections::HashMap;

use crate::rule::{Automaton, AutomatonState};

/// How many instructions of an expression are about as much work as the evaluation of a rule.
const INSTRUCTIONS: usize = 32;

/// All expressions, read together: each combination of their states has a number, the first has 0.
pub(super) struct Together<'a> {
    patterns: &'a [Automaton],
    letters: &'a [u8],
    /// Of letters that no expression tells apart, the place of the first.
    kinds: Vec<usize>,
    states: Vec<Vec<AutomatonState>>,
    numbers: HashMap<Vec<AutomatonState>, u32>,
    /// Where each letter leads from each combination, as far as that was asked for.
    steps: Vec<Vec<Option<u32>>>,
    /// What it took, in evaluations of a rule.
    pub work: usize,
}

impl<'a> Together<'a> {
    /// Nothing was read.
    pub fn new(patterns: &'a [Automaton], letters: &'a [u8]) -> Self {
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

    /// One more letter, by its place.
    pub fn step(&mut self, from: u32, letter: usize) -> u32 {
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

    /// Which expressions match if the name ends here.
    pub fn answers(&self, number: u32) -> Vec<bool> {
        let states = self.states.get(number as usize).map_or(&[][..], Vec::as_slice);
        self.patterns.iter().zip(states).map(|(pattern, at)| pattern.matches(at)).collect()
    }
}
