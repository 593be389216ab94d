//! Resources that somebody watches. They are read again after a change by this server, and at an interval: once for all who
//! watch, and one look at a time.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::{Mutex as Turn, Notify, watch};
use tokio::time::timeout;

use super::calls::{Calls, Needs};
use super::resources::{self, Resource};
use crate::store::Refusal;

/// The digest of what a read of a resource gave last; closed when the server ends.
pub(super) type Seen = watch::Receiver<u64>;

/// What is watched of one store, by all clients.
#[derive(Clone)]
pub(super) struct Watch(Arc<Inner>);

struct Inner {
    calls: Calls,
    watched: Mutex<Watched>,
    /// Held from a read to when it is recorded, so that an old answer does not replace a newer one.
    turn: Turn<()>,
    again: Notify,
    hash: RandomState,
}

#[derive(Default)]
struct Watched {
    answers: BTreeMap<Resource, watch::Sender<u64>>,
    is_looking: bool,
    has_ended: bool,
}

impl Watch {
    pub fn new(calls: Calls) -> Self {
        let (watched, turn, again) = (Mutex::default(), Turn::default(), Notify::new());
        Self(Arc::new(Inner { calls, watched, turn, again, hash: RandomState::new() }))
    }

    /// Watches resources from now on: every later answer that differs from the one of now is a change. Refused as a read is.
    pub async fn begin(&self, resources: &[Resource]) -> Result<Vec<Seen>, Refusal> {
        let _turn = self.0.turn.lock().await;
        let read = self.0.read(resources.to_vec()).await?;
        let answers = read.iter().map(|answer| self.0.digest(answer.as_ref())).collect::<Result<Vec<_>, _>>()?;
        if let Some(refusal) = read.into_iter().find_map(Result::err) {
            return Err(refusal);
        }
        let mut watched = self.0.watched();
        if watched.has_ended {
            return Err(Refusal::new("ending", "the server is about to end"));
        }
        if !watched.is_looking {
            watched.is_looking = true;
            tokio::spawn(Arc::clone(&self.0).look());
        }
        let seen = resources.iter().zip(answers).map(|(resource, answer)| {
            let known = watched.answers.entry(resource.clone()).or_insert_with(|| watch::channel(answer).0);
            record(known, answer);
            known.subscribe()
        });
        Ok(seen.collect())
    }

    /// Looks now: something may have changed.
    pub fn look(&self) {
        self.0.again.notify_one();
    }

    /// Ends all watching.
    pub fn end(&self) {
        let mut watched = self.0.watched();
        watched.has_ended = true;
        watched.answers.clear();
    }
}

impl Inner {
    /// Looks until nobody watches any more.
    async fn look(self: Arc<Self>) {
        loop {
            let _ = timeout(self.calls.pause(), self.again.notified()).await;
            let _turn = self.turn.lock().await;
            let Some(resources) = self.still_watched() else { return };
            let Ok(read) = self.read(resources.clone()).await else { continue };
            let watched = self.watched();
            for (resource, answer) in resources.iter().zip(read) {
                // What cannot be read now has not changed, as far as is known.
                let digest = self.digest(answer.as_ref());
                if let (Some(known), Ok(answer)) = (watched.answers.get(resource), digest) {
                    record(known, answer);
                }
            }
        }
    }

    /// What somebody still watches; none ends the looking.
    fn still_watched(&self) -> Option<Vec<Resource>> {
        let mut watched = self.watched();
        watched.answers.retain(|_, known| !known.is_closed());
        watched.is_looking = !watched.answers.is_empty();
        watched.is_looking.then(|| watched.answers.keys().cloned().collect())
    }

    async fn read(&self, resources: Vec<Resource>) -> Result<Vec<Result<Value, Refusal>>, Refusal> {
        self.calls.run(Needs::Reading, move |store| Ok(resources::read(store, &resources))).await
    }

    /// The digest of an answer. That there is no such object is one as well.
    fn digest(&self, answer: Result<&Value, &Refusal>) -> Result<u64, Refusal> {
        match answer {
            Ok(answer) => Ok(self.hash.hash_one(answer.to_string())),
            Err(refusal) if resources::is_missing(refusal) => Ok(self.hash.hash_one(refusal.code)),
            Err(refusal) => Err(refusal.clone()),
        }
    }

    /// A panic elsewhere leaves whole entries behind.
    fn watched(&self) -> MutexGuard<'_, Watched> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn record(known: &watch::Sender<u64>, answer: u64) {
    known.send_if_modified(|before| std::mem::replace(before, answer) != answer);
}
