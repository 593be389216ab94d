//! The objects, and everything that ever happened to them.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use tokio::sync::watch;

use super::error::Refusal;
use super::kind::Kind;

/// What tells two objects apart. The namespace of a cluster's object is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) kind: &'static Kind,
    pub(super) namespace: String,
    pub(super) name: String,
}

/// A change: the object before and after it.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) version: u64,
    pub(super) key: Key,
    pub(super) before: Option<Value>,
    /// Of an object that is gone: its last state, with the version of its end.
    pub(super) after: Value,
    pub(super) gone: bool,
}

/// What came of applying an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// It was new.
    Created,
    /// It was there, and is different now; its uid is the same.
    Updated,
    /// It was there already, just like that.
    Unchanged,
}

/// The version that a new server is at, as one that has run for a while.
pub(super) const FIRST: u64 = 1000;

/// The objects of a cluster.
#[derive(Debug)]
pub(super) struct Store {
    state: Mutex<State>,
    newest: watch::Sender<u64>,
}

#[derive(Debug)]
struct State {
    version: u64,
    /// What was before it is forgotten.
    oldest: u64,
    objects: BTreeMap<Key, Value>,
    changes: Vec<Change>,
}

impl Store {
    pub(super) fn new() -> Self {
        let state = State { version: FIRST, oldest: FIRST, objects: BTreeMap::new(), changes: Vec::new() };
        Self { state: Mutex::new(state), newest: watch::Sender::new(FIRST) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The newest version, and all objects in the order of their keys.
    pub(super) fn list(&self, covered: impl Fn(&Key, &Value) -> bool) -> (u64, Vec<Value>) {
        let state = self.state();
        let covered = state.objects.iter().filter(|(key, object)| covered(key, object));
        (state.version, covered.map(|(_, object)| object.clone()).collect())
    }

    /// What there was at a version; nothing when that is forgotten.
    pub(super) fn list_at(&self, version: u64, covered: impl Fn(&Key, &Value) -> bool) -> Option<Vec<Value>> {
        let state = self.state();
        if version < state.oldest {
            return None;
        }
        let mut objects = state.objects.clone();
        for change in state.changes.iter().rev().take_while(|change| change.version > version) {
            match &change.before {
                Some(before) => objects.insert(change.key.clone(), before.clone()),
                None => objects.remove(&change.key),
            };
        }
        Some(objects.into_iter().filter(|(key, object)| covered(key, object)).map(|(_, object)| object).collect())
    }

    /// Goes to the next version without a change, as it does when something else in the cluster changes.
    pub(super) fn touch(&self) {
        self.state().version += 1;
    }

    /// Forgets what was before now, as etcd does from time to time.
    pub(super) fn forget(&self) {
        let mut state = self.state();
        state.oldest = state.version;
    }

    /// The oldest version of which it still knows.
    pub(super) fn oldest(&self) -> u64 {
        self.state().oldest
    }

    /// All changes after this version.
    pub(super) fn changes_after(&self, version: u64) -> Vec<Change> {
        let state = self.state();
        let start = state.changes.partition_point(|change| change.version <= version);
        state.changes[start..].to_vec()
    }

    /// Tells of every newer version.
    pub(super) fn newest(&self) -> watch::Receiver<u64> {
        self.newest.subscribe()
    }

    /// The namespace of this name.
    pub(super) fn namespace(&self, name: &str) -> Option<Value> {
        self.list(|key, _| key.kind.name == "Namespace" && key.name == name).1.pop()
    }

    /// The keys of all objects.
    pub(super) fn keys(&self) -> Vec<Key> {
        self.state().objects.keys().cloned().collect()
    }

    /// Creates the object, or puts it in place of the one of its name.
    pub(super) fn apply(&self, object: Value) -> Applied {
        let key = key_of(&object);
        let changed = self.change(&key, false, |_| Ok(object));
        changed.map_or(Applied::Unchanged, |(applied, _)| applied)
    }

    /// Puts in an object's place what `change` makes of it, and gives it as it is then. A rehearsal keeps nothing.
    pub(super) fn change(
        &self,
        key: &Key,
        rehearsal: bool,
        change: impl FnOnce(Option<&Value>) -> Result<Value, Refusal>,
    ) -> Result<(Applied, Value), Refusal> {
        let mut state = self.state();
        let before = state.objects.get(key).cloned();
        let mut object = change(before.as_ref())?;
        let version = state.version + 1;
        stamp(&mut object, key, before.as_ref(), version);
        if before.as_ref() == Some(&object) {
            return Ok((Applied::Unchanged, object));
        }
        let applied = if before.is_some() { Applied::Updated } else { Applied::Created };
        if rehearsal {
            // It has the version of what is there, or none: that is how a client knows it for a rehearsal.
            return Ok((applied, object));
        }
        object["metadata"]["resourceVersion"] = json!(version.to_string());
        state.objects.insert(key.clone(), object.clone());
        self.record(state, Change { version, key: key.clone(), before, after: object.clone(), gone: false });
        Ok((applied, object))
    }

    /// Deletes an object; false when there is none.
    pub(super) fn delete(&self, key: &Key) -> bool {
        let mut state = self.state();
        let Some(before) = state.objects.remove(key) else { return false };
        let version = state.version + 1;
        let mut after = before.clone();
        after["metadata"]["resourceVersion"] = json!(version.to_string());
        self.record(state, Change { version, key: key.clone(), before: Some(before), after, gone: true });
        true
    }

    fn record(&self, mut state: MutexGuard<'_, State>, change: Change) {
        let version = change.version;
        state.version = version;
        state.changes.push(change);
        drop(state);
        self.newest.send_replace(version);
    }
}

/// What the server says of an object: who it is, and which version of what it says. The version is still the former.
fn stamp(object: &mut Value, key: &Key, before: Option<&Value>, version: u64) {
    let (uid, created, generation) = match before {
        Some(before) => (
            before["metadata"]["uid"].clone(),
            before["metadata"]["creationTimestamp"].clone(),
            before["metadata"]["generation"].as_u64().unwrap_or(0) + u64::from(content(before) != content(object)),
        ),
        None => (json!(format!("00000000-0000-4000-8000-{version:012x}")), json!("2026-01-01T00:00:00Z"), 1),
    };
    let metadata = &mut object["metadata"];
    if key.kind.namespaced {
        metadata["namespace"] = json!(key.namespace);
    }
    metadata["uid"] = uid;
    metadata["creationTimestamp"] = created;
    metadata["generation"] = json!(generation);
    match before {
        Some(before) => metadata["resourceVersion"] = before["metadata"]["resourceVersion"].clone(),
        None => drop(metadata.as_object_mut().and_then(|metadata| metadata.remove("resourceVersion"))),
    }
}

/// Where an object belongs. Panics when it is of no kind that the server keeps, or has no name.
fn key_of(object: &Value) -> Key {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let kind = Kind::of_object(&text(&object["apiVersion"]), &text(&object["kind"]));
    let kind = kind.unwrap_or_else(|| panic!("this server keeps no such object: {object}"));
    let name = text(&object["metadata"]["name"]);
    assert!(!name.is_empty(), "the object has no name: {object}");
    let namespace = match text(&object["metadata"]["namespace"]) {
        _ if !kind.namespaced => String::new(),
        none if none.is_empty() => "default".to_owned(),
        namespace => namespace,
    };
    Key { kind, namespace, name }
}

/// What of an object counts for its generation: all but its metadata and status.
fn content(object: &Value) -> Value {
    let mut content = object.clone();
    if let Some(fields) = content.as_object_mut() {
        fields.remove("metadata");
        fields.remove("status");
    }
    content
}
