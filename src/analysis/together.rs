//! Several regular expressions, read together: as one automaton that is made as far as it is asked for.

use foldhash::{HashMap, HashMapExt as _};

use crate::rule::{Automaton, AutomatonState};

/// How many instructions of an expression are about as much work as the evaluation of a rule.
const INSTRUCTIONS: usize = 32;

/// All expressions, read together: each combination of their states has a number, the first has 0.
pub(super) struct Together<'a> {
    patterns: Vec<Numbered<'a>>,
    letters: &'a [u8],
    /// Of letters that no expression tells apart, the place of the first.
    kinds: Vec<usize>,
    /// For each combination the number of each expression's state.
    states: Vec<Vec<u32>>,
    numbers: HashMap<Vec<u32>, u32>,
    /// Where each letter leads from each combination, as far as that was asked for.
    steps: Vec<Vec<Option<u32>>>,
    /// What a step takes that was not asked for before, in evaluations of a rule.
    each: usize,
    /// What it took.
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
            patterns: patterns.iter().map(|pattern| Numbered::new(pattern, letters.len())).collect(),
            letters,
            kinds: kinds.collect(),
            states: Vec::new(),
            numbers: HashMap::new(),
            steps: Vec::new(),
            each: patterns.iter().map(|pattern| 1 + pattern.size() / INSTRUCTIONS).sum(),
            work: 0,
        };
        together.number(vec![0; patterns.len()]);
        together
    }

    fn number(&mut self, states: Vec<u32>) -> u32 {
        if let Some(number) = self.numbers.get(&states) {
            return *number;
        }
        let number = u32::try_from(self.states.len()).unwrap_or(u32::MAX);
        self.states.push(states.clone());
        self.steps.push(vec![None; self.letters.len()]);
        self.numbers.insert(states, number);
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
        let next = self.patterns.iter_mut().zip(states).map(|(pattern, at)| pattern.step(*at, kind, letter)).collect();
        self.work += self.each;
        let next = self.number(next);
        if let Some(step) = self.steps.get_mut(from as usize).and_then(|steps| steps.get_mut(kind)) {
            *step = Some(next);
        }
        next
    }

    /// Which expressions match if the name ends here.
    pub fn answers(&self, number: u32) -> Vec<bool> {
        let states = self.states.get(number as usize).map_or(&[][..], Vec::as_slice);
        self.patterns.iter().zip(states).map(|(pattern, at)| pattern.matches(*at)).collect()
    }
}

/// One expression, whose states have numbers: the first has 0.
struct Numbered<'a> {
    automaton: &'a Automaton,
    letters: usize,
    states: Vec<AutomatonState>,
    numbers: HashMap<AutomatonState, u32>,
    /// Where each letter leads from each state, as far as that was asked for.
    steps: Vec<Option<u32>>,
    /// Whether there is a match if the name ends in a state.
    matches: Vec<bool>,
}

impl<'a> Numbered<'a> {
    fn new(automaton: &'a Automaton, letters: usize) -> Self {
        let (states, steps, matches) = (Vec::new(), Vec::new(), Vec::new());
        let mut numbered = Self { automaton, letters, states, numbers: HashMap::new(), steps, matches };
        numbered.number(automaton.start());
        numbered
    }

    fn number(&mut self, state: AutomatonState) -> u32 {
        if let Some(number) = self.numbers.get(&state) {
            return *number;
        }
        let number = u32::try_from(self.states.len()).unwrap_or(u32::MAX);
        self.matches.push(self.automaton.matches(&state));
        self.steps.resize(self.steps.len() + self.letters, None);
        self.states.push(state.clone());
        self.numbers.insert(state, number);
        number
    }

    /// `kind` is the place of the letter.
    fn step(&mut self, from: u32, kind: usize, letter: u8) -> u32 {
        let place = from as usize * self.letters + kind;
        if let Some(known) = self.steps.get(place).copied().flatten() {
            return known;
        }
        let Some(state) = self.states.get(from as usize) else { return from };
        let next = self.number(self.automaton.step(state, letter));
        if let Some(step) = self.steps.get_mut(place) {
            *step = Some(next);
        }
        next
    }

    fn matches(&self, state: u32) -> bool {
        self.matches.get(state as usize).copied().unwrap_or(false)
    }
}
