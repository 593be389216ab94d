use std::collections::HashMap;
use std::ptr::from_ref;

use crate::routing::{Answer, Cause, Router};

/// The class of the answer that there is none.
pub(super) const UNTOLD: u32 = 0;
/// The class of what is not asked about.
pub(super) const UNASKED: u32 = u32::MAX;

/// All by which two answers can differ.
type Key = (Cause, Option<*const Router>, Vec<*const Router>, Vec<bool>, bool);

/// Answers, each once.
pub(super) struct Known<'t> {
    pub answers: Vec<Option<Answer<'t>>>,
    places: HashMap<Key, u32>,
}

impl<'t> Known<'t> {
    /// None yet but for the answer that there is none.
    pub fn new() -> Self {
        Self { answers: vec![None], places: HashMap::new() }
    }

    /// The class of an answer.
    pub fn place(&mut self, answer: Answer<'t>) -> u32 {
        let contenders = answer.contenders.iter().map(|router| from_ref(*router)).collect();
        let key =
            (answer.cause, answer.router.map(from_ref), contenders, answer.forwards.clone(), answer.waits_for_client);
        *self.places.entry(key).or_insert_with(|| {
            self.answers.push(Some(answer));
            u32::try_from(self.answers.len()).unwrap_or(u32::MAX).saturating_sub(1)
        })
    }

    /// Whether one router takes the connections of a class, and no other may.
    pub fn is_alone(&self, class: u32) -> bool {
        self.answer(class).is_some_and(|answer| answer.router.is_some() && answer.contenders.is_empty())
    }

    /// Whether one router takes them before Traefik reads anything.
    pub fn is_early(&self, class: u32) -> bool {
        self.is_alone(class) && self.answer(class).is_some_and(|answer| !answer.waits_for_client)
    }

    fn answer(&self, class: u32) -> Option<&Answer<'t>> {
        self.answers.get(class as usize)?.as_ref()
    }
}
