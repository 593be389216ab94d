//! What goes wrong, on purpose.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What a request is about, as an API server's access rules name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// `get`, `list`, `watch`, `create`, `patch`, `update`, `delete`, `deletecollection`.
    pub verb: String,
    /// `middlewaretcps`
    pub resource: String,
    /// Empty: all of them.
    pub namespace: String,
    /// Empty: the whole collection.
    pub name: String,
    /// What stands behind the path.
    pub query: String,
}

/// What happens instead of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// This code, with `Retry-After` if there is a number of seconds.
    Answer(u16, Option<u64>),
    /// The connection ends, and nothing was done.
    Drop,
    /// It is done, and the connection ends before the answer.
    DropDone,
    /// It is done, and the connection ends within the answer.
    Half,
    /// It is done after this time.
    Slow(Duration),
    /// The object is not taken, for this reason.
    Refuse(&'static str),
    /// Whoever asks may not.
    Forbid,
    /// A policy of the cluster, or a quota, does not allow it.
    Deny(&'static str),
    /// The webhook that has to admit the object does not answer.
    Webhook,
    /// Nothing is done, and something in between answers with a page of its own, as if all were well.
    Page,
    /// It is done, and a header has this warning.
    Warn(&'static str),
    /// It is done, and then the server forgets all versions before the newest.
    Forget,
    /// It is done as if nobody had asked for a dry run, as very old servers do it.
    IgnoreDryRun,
}

/// Requests that meet a fault.
#[derive(Debug, Clone)]
pub struct Trap {
    verb: &'static str,
    resource: &'static str,
    name: &'static str,
    fault: Fault,
    /// How often it still happens.
    times: usize,
}

impl Trap {
    /// All requests of a verb, every time.
    pub fn on(verb: &'static str, fault: Fault) -> Self {
        Self { verb, resource: "", name: "", fault, times: usize::MAX }
    }

    /// Only of this resource: `middlewaretcps`.
    pub fn resource(mut self, resource: &'static str) -> Self {
        self.resource = resource;
        self
    }

    /// Only of objects of this name.
    pub fn name(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Only so often.
    pub fn times(mut self, times: usize) -> Self {
        self.times = times;
        self
    }

    fn catches(&self, asked: &Asked) -> bool {
        let is = |wanted: &str, is: &str| wanted.is_empty() || wanted == is;
        self.times > 0 && is(self.verb, &asked.verb) && is(self.resource, &asked.resource) && is(self.name, &asked.name)
    }
}

/// Traps that are set, kinds that are missing, and what was asked so far.
#[derive(Debug, Default)]
pub(super) struct Faults {
    traps: Mutex<Vec<Trap>>,
    missing: Mutex<Vec<&'static str>>,
    asked: Mutex<Vec<Asked>>,
}

impl Faults {
    pub(super) fn set(&self, trap: Trap) {
        lock(&self.traps).push(trap);
    }

    pub(super) fn clear(&self) {
        lock(&self.traps).clear();
        lock(&self.missing).clear();
    }

    /// Takes a kind's CRD away, by its plural name.
    pub(super) fn miss(&self, resource: &'static str) {
        lock(&self.missing).push(resource);
    }

    pub(super) fn misses(&self, resource: &str) -> bool {
        lock(&self.missing).contains(&resource)
    }

    /// Notes a request, and gives what befalls it.
    pub(super) fn meet(&self, asked: &Asked) -> Option<Fault> {
        lock(&self.asked).push(asked.clone());
        let mut traps = lock(&self.traps);
        let trap = traps.iter_mut().find(|trap| trap.catches(asked))?;
        trap.times -= 1;
        Some(trap.fault.clone())
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        lock(&self.asked).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
