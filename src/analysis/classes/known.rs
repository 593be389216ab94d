use std::collections::HashMap;
use std::net::IpAddr;
use std::ptr::from_ref;

use crate::routing::{Answer, Cause, Router, RoutingTable};

/// The class of the answer that there is none.
pub(super) const UNTOLD: u32 = 0;

/// All by which two answers can differ; of contenders also which of them admit the client.
type Key = (Cause, Option<*const Router>, Vec<(*const Router, bool)>, bool);

/// Answers, each once.
pub(super) struct Known<'t> {
    table: &'t RoutingTable,
    pub answers: Vec<Option<(Answer<'t>, IpAddr)>>,
    places: HashMap<Key, u32>,
}

impl<'t> Known<'t> {
    /// None yet but for the answer that there is none.
    pub fn new(table: &'t RoutingTable) -> Self {
        Self { table, answers: vec![None], places: HashMap::new() }
    }

    /// The class of an answer to a client.
    pub fn place(&mut self, answer: Answer<'t>, client: IpAddr) -> u32 {
        let admitted = |router: &&'t Router| (from_ref(*router), self.table.admits(router, client));
        let contenders = answer.contenders.iter().map(admitted).collect();
        let key = (answer.cause, answer.router.map(from_ref), contenders, answer.waits_for_client);
        *self.places.entry(key).or_insert_with(|| {
            self.answers.push(Some((answer, client)));
            u32::try_from(self.answers.len()).unwrap_or(u32::MAX).saturating_sub(1)
        })
    }

    /// Whether one router takes the connections of a class, and no other may.
    pub fn is_alone(&self, class: u32) -> bool {
        let answer = self.answers.get(class as usize).and_then(Option::as_ref);
        answer.is_some_and(|(answer, _)| answer.router.is_some() && answer.contenders.is_empty())
    }

    /// Whether one router takes them before Traefik reads anything.
    pub fn is_early(&self, class: u32) -> bool {
        let answer = self.answers.get(class as usize).and_then(Option::as_ref);
        self.is_alone(class) && answer.is_some_and(|(answer, _)| !answer.waits_for_client)
    }
}
