//! Objects that an apply would leave as they are, found without asking the server: its list says what they are, and who owns
//! what.

use std::collections::{BTreeSet, HashMap};
use std::time::{Duration, Instant};

use serde_json::{Map, Value};

use super::content::says_the_same;
use super::predicted::predicted;
use super::takeover::{is_kubectls, is_ours, managers};
use crate::difference::ObjectId;

/// How long a list counts. Somebody may have been asked in the meantime.
const FRESH: Duration = Duration::from_secs(30);

/// Objects as a list has them.
#[derive(Clone, Debug)]
pub struct Live {
    objects: HashMap<ObjectId, Value>,
    listed: Instant,
}

impl Live {
    /// What was listed since this moment.
    pub(super) fn new(objects: HashMap<ObjectId, Value>, listed: Instant) -> Self {
        Self { objects, listed }
    }

    /// An object, as long as the list counts.
    pub(super) fn get(&self, id: &ObjectId) -> Option<&Value> {
        self.objects.get(id).filter(|_| self.listed.elapsed() < FRESH)
    }
}

/// The parts of an object that a configuration has.
const PARTS: [&[&str]; 3] = [&["metadata", "labels"], &["metadata", "annotations"], &["spec"]];

/// Whether applying a configuration would change nothing about an object, not even who owns what.
pub(super) fn is_settled(configuration: &Value, live: &Value) -> bool {
    let [ours] = managers(live).iter().filter(|entry| is_ours(entry)).collect::<Vec<_>>()[..] else { return false };
    let is_going = !live["metadata"]["deletionTimestamp"].is_null();
    !is_going && !is_kubectls(live) && owned(ours) == wanted(configuration) && {
        says_the_same(&predicted(configuration, live), live)
    }
}

/// The fields of a configuration: lists are whole.
fn wanted(configuration: &Value) -> BTreeSet<Vec<&str>> {
    let mut all = BTreeSet::new();
    for part in PARTS {
        let value = part.iter().try_fold(configuration, |value, key| value.get(key));
        if let Some(Value::Object(fields)) = value {
            leaves(fields, &mut part.to_vec(), &mut all, Some);
        }
    }
    all
}

/// The fields that a manager owns.
fn owned(manager: &Value) -> BTreeSet<Vec<&str>> {
    let mut all = BTreeSet::new();
    if let Value::Object(fields) = &manager["fieldsV1"] {
        // A `.` stands for the table itself.
        leaves(fields, &mut Vec::new(), &mut all, |key| key.strip_prefix("f:"));
    }
    all
}

/// The paths to what has no fields inside.
fn leaves<'v>(
    fields: &'v Map<String, Value>,
    path: &mut Vec<&'v str>,
    all: &mut BTreeSet<Vec<&'v str>>,
    name: impl Fn(&'v str) -> Option<&'v str> + Copy,
) {
    for (key, value) in fields {
        let Some(key) = name(key) else { continue };
        path.push(key);
        match value.as_object().filter(|inside| !inside.is_empty()) {
            Some(inside) => leaves(inside, path, all, name),
            None => drop(all.insert(path.clone())),
        }
        path.pop();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::is_settled;

    fn live(change: impl FnOnce(&mut Value)) -> Value {
        let fields = json!({
            "f:metadata": { "f:labels": { "f:team": {} } },
            "f:spec": { "f:entryPoints": {}, "f:tls": { "f:passthrough": {} } },
        });
        let mut live = json!({
            "metadata": {
                "name": "pg",
                "labels": { "team": "a", "theirs": "x" },
                "managedFields": [{ "manager": "tcpgen", "operation": "Apply", "fieldsV1": fields }],
            },
            "spec": { "entryPoints": ["pg"], "tls": { "passthrough": true } },
        });
        change(&mut live);
        live
    }

    #[test]
    fn what_an_apply_would_change_is_not_settled() {
        let configuration = json!({
            "metadata": { "name": "pg", "labels": { "team": "a" } },
            "spec": { "entryPoints": ["pg"], "tls": { "passthrough": true } },
        });
        let settled = |change: fn(&mut Value)| is_settled(&configuration, &live(change));
        assert!(settled(|_| {}));
        assert!(settled(|live| live["metadata"]["managedFields"][0]["fieldsV1"]["f:spec"]["."] = json!({})));
        let changes: [fn(&mut Value); 9] = [
            |live| live["spec"]["entryPoints"] = json!(["pg", "x"]),
            |live| live["spec"]["tls"]["passthrough"] = json!(false),
            |live| live["metadata"]["labels"]["team"] = json!("b"),
            |live| live["spec"] = json!({ "entryPoints": ["pg"] }),
            // Somebody else owns it alone, or tcpgen owns more.
            |live| live["metadata"]["managedFields"][0]["manager"] = json!("argocd"),
            |live| live["metadata"]["managedFields"][0]["fieldsV1"]["f:spec"]["f:ingressClassName"] = json!({}),
            |live| live["metadata"]["managedFields"][0]["fieldsV1"]["f:spec"]["f:tls"] = json!({}),
            |live| live["metadata"]["deletionTimestamp"] = json!("2026-01-01T00:00:00Z"),
            |live| {
                let kubectl = json!({ "manager": "kubectl-client-side-apply", "operation": "Update", "fieldsV1": {} });
                live["metadata"]["managedFields"].as_array_mut().unwrap().push(kubectl);
            },
        ];
        for (number, change) in changes.into_iter().enumerate() {
            assert!(!settled(change), "{number}");
        }
    }
}
