use std::sync::Arc;

use super::go_regexp::{Assertion, Instruction, Program};

/// A regular expression that reads a name a character at a time, for those who ask about all names at once. Names are
/// of visible ASCII characters.
#[derive(Clone, Debug)]
pub struct Automaton {
    program: Arc<Program>,
}

/// What an [`Automaton`] knows of the part of a name that it has read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AutomatonState {
    /// There was a match, whatever follows.
    Matched,
    /// There may be one yet.
    Open {
        /// The instructions that wait for a character.
        waiting: Vec<u32>,
        /// Whether the last character was one of a word; none at the beginning.
        word: Option<bool>,
    },
}

impl Automaton {
    pub(super) fn new(program: Program) -> Self {
        Self { program: Arc::new(program) }
    }

    /// Nothing was read.
    pub fn start(&self) -> AutomatonState {
        AutomatonState::Open { waiting: Vec::new(), word: None }
    }

    /// One more character.
    pub fn step(&self, state: &AutomatonState, letter: u8) -> AutomatonState {
        let AutomatonState::Open { waiting, word } = state else { return AutomatonState::Matched };
        let next_word = is_word(letter);
        let Some(reached) = self.reach(waiting, *word, Some(next_word)) else { return AutomatonState::Matched };
        let mut waiting: Vec<u32> = reached
            .into_iter()
            .filter_map(|at| match self.program.instructions.get(at as usize)? {
                Instruction::Set { ascii, next } if ascii >> u32::from(letter & 0x7f) & 1 == 1 => Some(*next),
                _ => None,
            })
            .collect();
        waiting.sort_unstable();
        waiting.dedup();
        AutomatonState::Open { waiting, word: Some(next_word) }
    }

    /// Whether there is a match if the name ends here.
    pub fn matches(&self, state: &AutomatonState) -> bool {
        match state {
            AutomatonState::Matched => true,
            AutomatonState::Open { waiting, word } => self.reach(waiting, *word, None).is_none(),
        }
    }

    /// How large it is: what a step may cost.
    pub fn size(&self) -> usize {
        self.program.instructions.len()
    }

    /// The sets of characters that it tells apart: bit n for the code n.
    pub fn sets(&self) -> impl Iterator<Item = u128> {
        let word = (0u8..128).filter(|&letter| is_word(letter)).fold(0, |set, letter| set | 1 << letter);
        let sets = self.program.instructions.iter().filter_map(|instruction| match instruction {
            Instruction::Set { ascii, .. } => Some(*ascii),
            _ => None,
        });
        sets.chain(std::iter::once(word))
    }

    /// The instructions that can be reached before the next character; none when there is a match among them. A match
    /// may begin at any character.
    fn reach(&self, waiting: &[u32], before: Option<bool>, behind: Option<bool>) -> Option<Vec<u32>> {
        let mut seen = vec![false; self.program.instructions.len()];
        let mut pending = waiting.to_vec();
        pending.push(self.program.start);
        let mut reached = Vec::new();
        while let Some(at) = pending.pop() {
            match seen.get_mut(at as usize) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            match self.program.instructions.get(at as usize)? {
                Instruction::Match => return None,
                Instruction::Set { .. } => reached.push(at),
                Instruction::Split(ways) => pending.extend(ways),
                Instruction::Assert { what, next } if holds(*what, before, behind) => pending.push(*next),
                Instruction::Assert { .. } => {}
            }
        }
        Some(reached)
    }
}

fn holds(what: Assertion, before: Option<bool>, behind: Option<bool>) -> bool {
    let boundary = before.unwrap_or(false) != behind.unwrap_or(false);
    match what {
        Assertion::Begin => before.is_none(),
        Assertion::End => behind.is_none(),
        Assertion::WordBoundary => boundary,
        Assertion::NoWordBoundary => !boundary,
    }
}

fn is_word(letter: u8) -> bool {
    letter.is_ascii_alphanumeric() || letter == b'_'
}
