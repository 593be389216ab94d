use std::ptr::from_ref;

use foldhash::{HashMap, HashMapExt as _};

use crate::routing::{Answer, Cause, Router};

/// The class of the answer that there is none.
pub(super) const UNTOLD: u32 = 0;
/// The class of what is not asked about.
pub(super) const UNASKED: u32 = u32::MAX;

/// All by which two answers can differ.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    cause: Cause,
    router: Option<*const Router>,
    waits_for_client: bool,
}

/// Several routers, and which of them forward.
type Several = (Vec<*const Router>, Vec<bool>);

/// Answers, each once.
pub(super) struct Known<'t> {
    pub answers: Vec<Option<Answer<'t>>>,
    /// Of answers without contenders, which most are.
    places: HashMap<Key, u32>,
    of_several: HashMap<(Key, Several), u32>,
}

impl<'t> Known<'t> {
    /// None yet but for the answer that there is none.
    pub fn new() -> Self {
        Self { answers: vec![None], places: HashMap::new(), of_several: HashMap::new() }
    }

    /// The class of an answer.
    pub fn place(&mut self, answer: Answer<'t>) -> u32 {
        let Answer { cause, router, waits_for_client, .. } = answer;
        let key = Key { cause, router: router.map(from_ref), waits_for_client };
        let known = if answer.contenders.is_empty() && answer.forwards.is_empty() {
            self.places.entry(key).or_insert(UNASKED)
        } else {
            let contenders = answer.contenders.iter().map(|router| from_ref(*router)).collect();
            self.of_several.entry((key, (contenders, answer.forwards.clone()))).or_insert(UNASKED)
        };
        if *known == UNASKED {
            *known = u32::try_from(self.answers.len()).unwrap_or(UNASKED);
            self.answers.push(Some(answer));
        }
        *known
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
