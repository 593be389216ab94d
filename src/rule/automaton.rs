use std::sync::Arc;

use super::go_regexp::{Beside, Program};

/// A regular expression that reads a name a character at a time, for those who ask about all names at once. Names are
/// of visible ASCII characters.
#[derive(Clone, Debug)]
pub struct Automaton {
    program: Arc<Program>,
}

/// What an [`Automaton`] knows of the part of a name that it has read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AutomatonState {
    /// The instructions that wait for a character, and what was read last. None when there was a match, whatever follows.
    open: Option<(Vec<u32>, Beside)>,
}

impl Automaton {
    pub(super) fn new(program: Arc<Program>) -> Self {
        Self { program }
    }

    /// Nothing was read.
    #[expect(clippy::unused_self, reason = "a state is one of an automaton, as in `step`")]
    pub fn start(&self) -> AutomatonState {
        AutomatonState { open: Some((Vec::new(), Beside::Edge)) }
    }

    /// One more character.
    pub fn step(&self, state: &AutomatonState, letter: u8) -> AutomatonState {
        let letter = char::from(letter);
        let open = state.open.as_ref().and_then(|(waiting, before)| {
            Some((self.program.advance(waiting, *before, Some(letter))?, Beside::of(letter)))
        });
        AutomatonState { open }
    }

    /// Whether there is a match if the name ends here.
    pub fn matches(&self, state: &AutomatonState) -> bool {
        let open = state.open.as_ref();
        open.is_none_or(|(waiting, before)| self.program.advance(waiting, *before, None).is_none())
    }

    /// How large it is: what a step may cost.
    pub fn size(&self) -> usize {
        self.program.len()
    }

    /// The sets of characters that it tells apart: bit n for the code n.
    pub fn sets(&self) -> impl Iterator<Item = u128> {
        let is_word = |code: &u8| Beside::of(char::from(*code)) == Beside::Word;
        let word = (0u8..128).filter(is_word).fold(0, |set, code| set | 1 << code);
        self.program.sets().chain(std::iter::once(word))
    }
}
