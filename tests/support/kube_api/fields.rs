//! Sets of fields, as Kubernetes writes them into `managedFields`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// The keys that lead to a field from the object's root. A list is one field: Traefik's CRDs say of none how its items
/// would be told apart.
pub(super) type Path = Vec<String>;

/// The fields that somebody says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields(pub(super) BTreeSet<Path>);

/// What the server says of an object, or what tells it from others: nobody's field.
const SERVERS: [&str; 9] = [
    "name",
    "namespace",
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "deletionTimestamp",
    "managedFields",
    "selfLink",
];

impl Fields {
    /// What an apply says: every leaf of an object; a map without entries is one.
    pub(super) fn of(object: &Value) -> Self {
        let mut fields = Self::default();
        fields.read_object(object, &mut |_, _| false);
        fields
    }

    /// What a write of `object` changes: the leaves that differ, and the maps that are new, as the server counts them
    /// for whoever does without server-side apply.
    pub(super) fn changed(live: &Value, object: &Value) -> Self {
        let mut fields = Self::default();
        fields.read_object(object, &mut |path, _| at(live, path).is_none());
        fields.0.retain(|path| match (at(live, path), at(object, path)) {
            (Some(before), Some(after)) => !after.is_object() && before != after,
            _ => true,
        });
        fields
    }

    /// Every field below the metadata and the rest. `takes` tells whether a map is a field beside its entries.
    fn read_object(&mut self, object: &Value, takes: &mut dyn FnMut(&[String], &Value) -> bool) {
        for (key, value) in object.as_object().into_iter().flatten() {
            match (key.as_str(), value) {
                ("apiVersion" | "kind" | "status", _) => {}
                ("metadata", Value::Object(metadata)) => {
                    for (key, value) in metadata.iter().filter(|(key, _)| !SERVERS.contains(&key.as_str())) {
                        self.add(&["metadata".to_owned(), key.clone()], value, takes);
                    }
                }
                _ => self.add(std::slice::from_ref(key), value, takes),
            }
        }
    }

    fn add(&mut self, path: &[String], value: &Value, takes: &mut dyn FnMut(&[String], &Value) -> bool) {
        let map = value.as_object().filter(|map| !map.is_empty());
        if map.is_none() || takes(path, value) {
            self.0.insert(path.to_vec());
        }
        for (key, value) in map.into_iter().flatten() {
            self.add(&[path, std::slice::from_ref(key)].concat(), value, takes);
        }
    }

    /// Whether it has a field, or one inside it.
    pub(super) fn touches(&self, path: &[String]) -> bool {
        self.0.iter().any(|known| known.starts_with(path))
    }

    /// As `fieldsV1`: `{"f:spec":{"f:routes":{}}}`. A map that is a field beside its entries has a `.` among them.
    pub(super) fn to_json(&self) -> Value {
        let mut root = json!({});
        for path in &self.0 {
            let mut at = &mut root;
            for key in path {
                at = &mut at[format!("f:{key}")];
                if at.is_null() {
                    *at = json!({});
                }
            }
            if self.0.iter().any(|other| other.len() > path.len() && other.starts_with(path)) {
                at["."] = json!({});
            }
        }
        root
    }

    /// What [`to_json`](Self::to_json) made.
    pub(super) fn from_json(json: &Value) -> Self {
        let mut fields = Self::default();
        fields.read(&mut Vec::new(), json.as_object().unwrap_or(&Map::default()));
        fields
    }

    fn read(&mut self, path: &mut Path, map: &Map<String, Value>) {
        if !path.is_empty() && (map.is_empty() || map.contains_key(".")) {
            self.0.insert(path.clone());
        }
        for (key, value) in map.iter().filter(|(key, _)| *key != ".") {
            path.push(key.strip_prefix("f:").unwrap_or(key).to_owned());
            self.read(path, value.as_object().unwrap_or(&Map::default()));
            path.pop();
        }
    }
}

/// `.spec.tls.secretName`
pub(super) fn shown(path: &[String]) -> String {
    format!(".{}", path.join("."))
}

/// The value that a path leads to.
pub(super) fn at<'v>(object: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(object, |at, key| at.get(key))
}
