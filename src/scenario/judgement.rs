use super::{Mismatch, Place};
use crate::source::{Sources, Span};

/// What was expected of one step or connection, and what came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Judgement {
    pub expected: Vec<String>,
    pub got: Vec<String>,
    pub mismatches: Vec<Mismatch>,
}

impl Judgement {
    /// Compares one thing: `got` is right, or a mismatch at `span`.
    pub fn compare(&mut self, sources: &Sources, span: Span, expected: String, got: String, right: bool) {
        if !right {
            let place = Place::new(sources, span);
            self.mismatches.push(Mismatch { expected: expected.clone(), got: got.clone(), place, span });
        }
        if !self.got.contains(&got) {
            self.got.push(got);
        }
        self.expected.push(expected);
    }

    pub fn passed(&self) -> bool {
        self.mismatches.is_empty()
    }
}
