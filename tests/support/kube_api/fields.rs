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
const SERVERS: [&str; 8] =
    ["name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink"];

impl Fields {
    /// Every leaf of an object; a map without entries is one.
    pub(super) fn of(object: &Value) -> Self {
        let mut fields = Self::default();
        for (key, value) in object.as_object().into_iter().flatten() {
            match (key.as_str(), value) {
                ("apiVersion" | "kind" | "status", _) => {}
                ("metadata", Value::Object(metadata)) => {
                    for (key, value) in metadata.iter().filter(|(key, _)| !SERVERS.contains(&key.as_str())) {
                        fields.add(vec!["metadata".to_owned(), key.clone()], value);
                    }
                }
                _ => fields.add(vec![key.clone()], value),
            }
        }
        fields
    }

    fn add(&mut self, path: Path, value: &Value) {
        match value.as_object().filter(|map| !map.is_empty()) {
            Some(map) => {
                for (key, value) in map {
                    let mut path = path.clone();
                    path.push(key.clone());
                    self.add(path, value);
                }
            }
            None => {
                self.0.insert(path);
            }
        }
    }

    /// Whether it has a field, or one inside it.
    pub(super) fn touches(&self, path: &[String]) -> bool {
        self.0.iter().any(|known| known.starts_with(path))
    }

    /// As `fieldsV1`: `{"f:spec":{"f:routes":{}}}`.
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
        }
        root
    }

    /// What [`to_json`](Self::to_json) made.
    pub(super) fn from_json(json: &Value) -> Self {
        let mut fields = Self::default();
        let root = Map::default();
        fields.read(&mut Vec::new(), json.as_object().unwrap_or(&root));
        fields
    }

    fn read(&mut self, path: &mut Path, map: &Map<String, Value>) {
        if map.is_empty() && !path.is_empty() {
            self.0.insert(path.clone());
        }
        for (key, value) in map {
            path.push(key.trim_start_matches("f:").to_owned());
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
