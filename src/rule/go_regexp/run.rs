//! Programs, run: all ways at once, a character at a time, so that the time is linear in the text whatever the expression.

use super::program::{Assertion, Instruction, Program};

/// What is on one side of a place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::rule) enum Beside {
    /// The beginning or the end of the text.
    Edge,
    Newline,
    /// An ASCII letter or digit, or `_`: all that `\b` knows as words.
    Word,
    Other,
}

impl Beside {
    pub fn of(letter: char) -> Self {
        match letter {
            '\n' => Self::Newline,
            '0'..='9' | 'A'..='Z' | 'a'..='z' | '_' => Self::Word,
            _ => Self::Other,
        }
    }
}

impl Program {
    /// Whether there is a match anywhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        if self.instructions.len() <= Few::MOST {
            self.search(text, Few::default(), Few::default())
        } else {
            self.search(text, Many::new(self), Many::new(self))
        }
    }

    fn search<P: Places>(&self, text: &str, mut now: P, mut next: P) -> bool {
        let mut before = Beside::Edge;
        for letter in text.chars() {
            if self.read(&mut now, before, Some(letter), &mut next) {
                return true;
            }
            if self.anchored && next.is_empty() {
                return false;
            }
            std::mem::swap(&mut now, &mut next);
            next.clear();
            before = Beside::of(letter);
        }
        self.read(&mut now, before, None, &mut next)
    }

    /// One step for those who keep their place: what waits behind a character, or `None` when there was a match before it,
    /// in the order of the instructions. Without a character the text ends.
    pub fn advance(&self, waiting: &[u32], before: Beside, letter: Option<char>) -> Option<Vec<u32>> {
        if self.instructions.len() <= Few::MOST {
            self.advance_in(waiting, before, letter, Few::default(), Few::default())
        } else {
            self.advance_in(waiting, before, letter, Many::new(self), Many::new(self))
        }
    }

    fn advance_in<P: Places>(
        &self,
        waiting: &[u32],
        before: Beside,
        letter: Option<char>,
        mut now: P,
        mut next: P,
    ) -> Option<Vec<u32>> {
        for &at in waiting {
            now.insert(at);
        }
        if self.read(&mut now, before, letter, &mut next) {
            return None;
        }
        let mut behind: Vec<u32> = std::iter::from_fn(|| next.pop()).collect();
        behind.sort_unstable();
        Some(behind)
    }

    /// Goes on from `now` to `next` with a character; true if there was a match before it.
    fn read<P: Places>(&self, now: &mut P, before: Beside, letter: Option<char>, next: &mut P) -> bool {
        let behind = letter.map_or(Beside::Edge, Beside::of);
        // A match may begin anywhere.
        if before == Beside::Edge || !self.anchored {
            now.insert(self.start);
        }
        while let Some(at) = now.pop() {
            match self.instructions.get(at as usize) {
                Some(&Instruction::Set { ascii, beyond, next: then })
                    if letter.is_some_and(|letter| self.contains(ascii, beyond, letter)) =>
                {
                    next.insert(then);
                }
                Some(&Instruction::Split(one, other)) => {
                    now.insert(one);
                    now.insert(other);
                }
                Some(&Instruction::Assert { what, next: then }) if what.holds(before, behind) => now.insert(then),
                Some(Instruction::Match) => return true,
                _ => {}
            }
        }
        false
    }

    fn contains(&self, ascii: u128, beyond: u32, letter: char) -> bool {
        let code = u32::from(letter);
        if letter.is_ascii() {
            return ascii >> code & 1 == 1;
        }
        let ranges = self.beyond.get(beyond as usize).map_or(&[][..], Vec::as_slice);
        let place = ranges.partition_point(|&(_, high)| high < code);
        ranges.get(place).is_some_and(|&(low, _)| low <= code)
    }

    /// How many instructions it has.
    pub fn len(&self) -> usize {
        self.instructions.len()
    }

    /// The ASCII members of the sets of characters that it asks for: bit n for the code n.
    pub fn sets(&self) -> impl Iterator<Item = u128> {
        self.instructions.iter().filter_map(|instruction| match instruction {
            Instruction::Set { ascii, .. } => Some(*ascii),
            _ => None,
        })
    }
}

impl Assertion {
    fn holds(self, before: Beside, behind: Beside) -> bool {
        let boundary = (before == Beside::Word) != (behind == Beside::Word);
        match self {
            Self::BeginText => before == Beside::Edge,
            Self::EndText => behind == Beside::Edge,
            Self::BeginLine => matches!(before, Beside::Edge | Beside::Newline),
            Self::EndLine => matches!(behind, Beside::Edge | Beside::Newline),
            Self::WordBoundary => boundary,
            Self::NoWordBoundary => !boundary,
        }
    }
}

/// Places in a program that are yet to be looked at. Each comes up once.
trait Places {
    fn insert(&mut self, at: u32);
    fn pop(&mut self) -> Option<u32>;
    fn is_empty(&self) -> bool;
    fn clear(&mut self);
}

/// Places in a short program.
#[derive(Default)]
struct Few {
    seen: u128,
    pending: u128,
}

impl Few {
    /// The longest program that it is for.
    const MOST: usize = 128;
}

impl Places for Few {
    fn insert(&mut self, at: u32) {
        let fresh = 1u128.checked_shl(at).unwrap_or(0) & !self.seen;
        self.seen |= fresh;
        self.pending |= fresh;
    }

    fn pop(&mut self) -> Option<u32> {
        let at = self.pending.trailing_zeros();
        self.pending &= self.pending.wrapping_sub(1);
        (at < u128::BITS).then_some(at)
    }

    fn is_empty(&self) -> bool {
        self.pending == 0
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Places in a program of any length.
struct Many {
    /// Bits, 64 a word.
    seen: Vec<u64>,
    pending: Vec<u32>,
}

impl Many {
    fn new(program: &Program) -> Self {
        Self { seen: vec![0; program.len().div_ceil(64)], pending: Vec::new() }
    }
}

impl Places for Many {
    fn insert(&mut self, at: u32) {
        let bit = 1 << (at % 64);
        if let Some(word) = self.seen.get_mut(at as usize / 64).filter(|word| **word & bit == 0) {
            *word |= bit;
            self.pending.push(at);
        }
    }

    fn pop(&mut self) -> Option<u32> {
        self.pending.pop()
    }

    fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    fn clear(&mut self) {
        self.seen.fill(0);
        self.pending.clear();
    }
}
