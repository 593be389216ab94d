//! What was applied when and by whom: a ConfigMap for each apply of a state that has a name.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::content::MANAGER;
use super::request::{CONFIG_MAPS, Request, SELF_SUBJECT_REVIEWS, Verb};
use super::{Cluster, ClusterError};
use crate::hex::hex;
use crate::resource::{MANAGED_BY, ObjectRef};

/// The label with the name of the state.
const HISTORY: &str = "tcpgen.dev/history";
const BY: &str = "tcpgen.dev/applied-by";
const HASH: &str = "tcpgen.dev/state-hash";

/// The key of the objects.
const OBJECTS: &str = "objects.json";

/// How many are kept.
const KEPT: usize = 10;

/// Kubernetes takes no object of more than 1 MiB.
const BYTES_AT_MOST: usize = 900 << 10;

/// How often a number is tried that somebody else takes at the same moment.
const TRIES: u64 = 8;

/// One apply.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Its number, from 1.
    pub number: u64,
    /// When the server took it, as RFC 3339.
    pub at: String,
    /// Who applied it, as the cluster knows them.
    pub by: Option<String>,
    /// The hash of the texts of the state.
    pub hash: String,
    /// The objects, as a Kubernetes list; none if they were too large to be kept.
    pub objects: Option<String>,
    name: String,
}

#[derive(Deserialize)]
struct Kept {
    metadata: Metadata,
    #[serde(default)]
    data: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    name: String,
    #[serde(default)]
    creation_timestamp: String,
    #[serde(default)]
    annotations: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Review {
    status: Reviewed,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reviewed {
    user_info: UserInfo,
}

#[derive(Deserialize)]
struct UserInfo {
    username: String,
}

impl Cluster {
    /// The applies of a state, the oldest first.
    ///
    /// # Errors
    /// When the ConfigMaps of the namespace cannot be listed.
    pub fn history(&self, state: &str, namespace: &str) -> Result<Vec<Revision>, ClusterError> {
        let labels = format!("{HISTORY}={state},{MANAGED_BY}={MANAGER}");
        let kept: Vec<Kept> = self.list_all(CONFIG_MAPS, &labels, Some(namespace))?;
        let mut revisions: Vec<Revision> = kept.into_iter().filter_map(Revision::of).collect();
        revisions.sort_by_key(|revision| revision.number);
        Ok(revisions)
    }

    /// Adds an apply of these objects to the history, and forgets the oldest.
    ///
    /// # Errors
    /// When the ConfigMaps of the namespace cannot be listed or written.
    pub fn record(&self, state: &str, namespace: &str, hash: &str, objects: &str) -> Result<(), ClusterError> {
        let known = self.history(state, namespace)?;
        let first = known.last().map_or(1, |revision| revision.number + 1);
        let mut annotations = BTreeMap::from([(HASH, hash.to_owned())]);
        annotations.extend(self.user().map(|user| (BY, user)));
        let data = (objects.len() <= BYTES_AT_MOST).then(|| json!({ OBJECTS: objects }));
        let mut last = Ok(());
        for number in first..first + TRIES {
            let name = format!("{}-{number}", object_name(state));
            let labels = json!({ HISTORY: state, MANAGED_BY: MANAGER });
            let body = json!({
                "apiVersion": "v1", "kind": "ConfigMap", "immutable": true, "data": data,
                "metadata": { "name": name, "namespace": namespace, "labels": labels, "annotations": annotations },
            });
            let request = Request::create(CONFIG_MAPS, Some(namespace.to_owned()));
            last = self.client.ask(&request.query("fieldManager", MANAGER).body(&body).conditional()).map(|_| ());
            // Somebody else has the number.
            if !matches!(last, Err(ClusterError::Changed { .. })) {
                break;
            }
        }
        last?;
        let superfluous = (known.len() + 1).saturating_sub(KEPT);
        for old in known.iter().take(superfluous) {
            let request = Request::one(Verb::Delete, CONFIG_MAPS, ObjectRef { namespace, name: &old.name })?;
            self.client.ask(&request.body(&json!({ "kind": "DeleteOptions", "apiVersion": "v1" })))?;
        }
        Ok(())
    }

    /// Who the cluster takes us for, if it tells: servers before 1.28 do not.
    fn user(&self) -> Option<String> {
        let request = Request::create(SELF_SUBJECT_REVIEWS, None);
        let asked = json!({ "apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview" });
        let review: Review = self.client.ask_for(&request.body(&asked)).ok()??;
        Some(review.status.user_info.username)
    }
}

/// How the ConfigMaps of a state's history begin. A label may have letters that a name of an object may not: two states that
/// differ in these alone are told apart by a hash.
fn object_name(state: &str) -> String {
    let allowed = state.to_ascii_lowercase().replace('_', "-");
    if allowed == state {
        return format!("tcpgen-history-{state}");
    }
    let hash: String = hex(Sha256::digest(state.as_bytes()).iter().take(4)).collect();
    format!("tcpgen-history-{allowed}-{hash}")
}

impl Revision {
    fn of(kept: Kept) -> Option<Self> {
        let Kept { metadata: Metadata { name, creation_timestamp, mut annotations }, mut data } = kept;
        Some(Self {
            number: name.rsplit_once('-')?.1.parse().ok()?,
            at: creation_timestamp,
            by: annotations.remove(BY),
            hash: annotations.remove(HASH).unwrap_or_default(),
            objects: data.remove(OBJECTS),
            name,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::object_name;

    #[test]
    fn each_state_has_names_of_its_own() {
        assert_eq!(object_name("orders"), "tcpgen-history-orders");
        let names = ["a-b", "a_b", "A-b", "A_B"].map(object_name);
        for (place, name) in names.iter().enumerate() {
            assert!(!names[..place].contains(name), "{names:?}");
            assert!(
                name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
                "{name}"
            );
        }
    }
}
