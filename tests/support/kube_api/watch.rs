//! A watch: an endless answer that tells every change.

use std::io;
use std::sync::Arc;

use http_body_util::channel::Sender;
use hyper::body::Bytes;
use serde_json::{Value, json};
use tokio::time::{Instant, timeout_at};

use super::error::Refusal;
use super::query::Query;
use super::store::{Change, Store};
use super::target::Target;

/// What one client watches.
pub(super) struct Watch {
    pub(super) store: Arc<Store>,
    pub(super) target: Target,
    pub(super) query: Query,
}

impl Watch {
    /// Sends events until the client leaves or the time that it asked for is over.
    pub(super) async fn run(self, mut body: Sender<Bytes, io::Error>) {
        let deadline = self.query.timeout.map(|timeout| Instant::now() + timeout);
        let mut newest = self.store.newest();
        let mut version = match self.query.resource_version {
            Some(version) if !self.query.send_initial_events => version,
            _ => match self.send_all(&mut body).await {
                Some(version) => version,
                None => return,
            },
        };
        loop {
            if version < self.store.oldest() {
                send(&mut body, self.too_old(version)).await;
                return;
            }
            for change in self.store.changes_after(version) {
                version = change.version;
                if let Some(event) = self.event(&change)
                    && !send(&mut body, event).await
                {
                    return;
                }
            }
            let changed = newest.wait_for(|newest| *newest > version);
            let more = match deadline {
                Some(deadline) => timeout_at(deadline, changed).await.is_ok_and(|changed| changed.is_ok()),
                None => changed.await.is_ok(),
            };
            if !more {
                return;
            }
        }
    }

    /// Sends what there is, as if it had just been added. Nothing is returned when the client has left.
    async fn send_all(&self, body: &mut Sender<Bytes, io::Error>) -> Option<u64> {
        let covered = |key: &_, object: &Value| self.target.covers(key) && self.query.labels.selects(object);
        let (version, objects) = self.store.list(covered);
        for object in objects {
            if !send(body, json!({ "type": "ADDED", "object": object })).await {
                return None;
            }
        }
        if self.query.send_initial_events && !send(body, self.end_of_list(version)).await {
            return None;
        }
        Some(version)
    }

    /// The error that ends a watch which begins before all that is known.
    fn too_old(&self, version: u64) -> Value {
        let message = format!("too old resource version: {version} ({})", self.store.oldest());
        json!({ "type": "ERROR", "object": Refusal::expired(message).to_json() })
    }

    /// The bookmark that ends a streaming list.
    fn end_of_list(&self, version: u64) -> Value {
        let metadata = json!({
            "resourceVersion": version.to_string(),
            "annotations": { "k8s.io/initial-events-end": "true" },
        });
        let kind = self.target.kind;
        let object = json!({ "kind": kind.name, "apiVersion": kind.api_version(), "metadata": metadata });
        json!({ "type": "BOOKMARK", "object": object })
    }

    /// What a change is to this client: an object whose labels it no longer selects is gone for it.
    fn event(&self, change: &Change) -> Option<Value> {
        if !self.target.covers(&change.key) {
            return None;
        }
        let before = change.before.as_ref().is_some_and(|object| self.query.labels.selects(object));
        let after = !change.gone && self.query.labels.selects(&change.after);
        let kind = match (before, after) {
            (false, false) => return None,
            (false, true) => "ADDED",
            (true, true) => "MODIFIED",
            (true, false) => "DELETED",
        };
        Some(json!({ "type": kind, "object": change.after }))
    }
}

/// False when the client has left.
async fn send(body: &mut Sender<Bytes, io::Error>, event: Value) -> bool {
    body.send_data(Bytes::from(format!("{event}\n"))).await.is_ok()
}
