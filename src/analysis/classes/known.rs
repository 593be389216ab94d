use std::collections::HashMap;
use std::net::IpAddr;
use std::ptr::from_ref;

use crate::routing::{Answer, Cause, Outcome, Router, RoutingTable};

/// The class of the answer that there is none.
pub(super) const UNTOLD: u32 = 0;
/// The class of what is not asked about.
pub(super) const UNASKED: u32 = u32::MAX;

/// All by which two answers can differ. Where chance decides, that is also which routers would let the client through.
type Key = (Cause, Option<*const Router>, Vec<*const Router>, bool, Vec<bool>);

/// An answer, and a client that gets it.
#[derive(Clone, Debug)]
pub(super) struct Decided<'t> {
    pub answer: Answer<'t>,
    pub client: IpAddr,
}

/// Answers, each once.
pub(super) struct Known<'t> {
    pub answers: Vec<Option<Decided<'t>>>,
    places: HashMap<Key, u32>,
}

impl<'t> Known<'t> {
    /// None yet but for the answer that there is none.
    pub fn new() -> Self {
        Self { answers: vec![None], places: HashMap::new() }
    }

    /// The class of the answer that a client gets from a table.
    pub fn place(&mut self, table: &RoutingTable, answer: Answer<'t>, client: IpAddr) -> u32 {
        let by_chance = if answer.outcome() == Outcome::Ambiguous { answer.contenders.as_slice() } else { &[] };
        let admitted = by_chance.iter().map(|router| table.admits(router, client)).collect();
        let contenders = answer.contenders.iter().map(|router| from_ref(*router)).collect();
        let key = (answer.cause, answer.router.map(from_ref), contenders, answer.waits_for_client, admitted);
        *self.places.entry(key).or_insert_with(|| {
            self.answers.push(Some(Decided { answer, client }));
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
        self.answers.get(class as usize)?.as_ref().map(|decided| &decided.answer)
    }
}
