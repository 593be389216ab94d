//! Lists, a page at a time. All pages of a list are of one version.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::error::Refusal;
use super::query::Query;
use super::store::Store;
use super::target::Target;

/// Where a list goes on.
struct Place {
    version: u64,
    /// Behind this object.
    start: String,
}

/// A list's answer.
pub(super) fn list(store: &Store, target: &Target, query: &Query) -> Result<Value, Refusal> {
    let covered = |key: &_, object: &Value| target.covers(key) && query.labels.selects(object);
    let (version, mut objects) = match &query.from {
        None => store.list(covered),
        Some(token) => {
            let Place { version, start } = Place::read(token)?;
            let mut objects = store.list_at(version, covered).ok_or_else(too_old)?;
            objects.retain(|object| place_of(object) > start);
            (version, objects)
        }
    };
    let mut metadata = json!({ "continue": "", "resourceVersion": version.to_string() });
    let limit = query.limit.unwrap_or(objects.len());
    let rest = objects.len().saturating_sub(limit);
    objects.truncate(limit);
    if let Some(last) = objects.last().filter(|_| rest > 0) {
        metadata["continue"] = json!(Place { version, start: place_of(last) }.write());
        // With a selector, the server does not know how many are left.
        if query.labels.is_empty() {
            metadata["remainingItemCount"] = json!(rest);
        }
    }
    Ok(list_of(target, metadata, objects))
}

/// Objects as the list of their kind.
pub(super) fn list_of(target: &Target, metadata: Value, items: Vec<Value>) -> Value {
    let kind = target.kind;
    let mut list = json!({ "kind": format!("{}List", kind.name), "apiVersion": kind.api_version() });
    list["metadata"] = metadata;
    list["items"] = Value::Array(items);
    list
}

fn place_of(object: &Value) -> String {
    let text = |key: &str| object["metadata"][key].as_str().unwrap_or_default();
    format!("{}/{}\0", text("namespace"), text("name"))
}

impl Place {
    fn write(&self) -> String {
        let token = json!({ "v": "meta.k8s.io/v1", "rv": self.version, "start": self.start });
        URL_SAFE_NO_PAD.encode(token.to_string())
    }

    fn read(token: &str) -> Result<Self, Refusal> {
        let bytes = URL_SAFE_NO_PAD.decode(token).unwrap_or_default();
        let read: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        match (read["rv"].as_u64(), read["start"].as_str()) {
            (Some(version), Some(start)) => Ok(Self { version, start: start.to_owned() }),
            _ => Err(Refusal::bad_request(
                "invalid continue token: continue key is not valid: it is none of this server's",
            )),
        }
    }
}

fn too_old() -> Refusal {
    Refusal::expired(
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the \
         continue parameter, or use the continue token in this response to retrieve the remainder of the results.",
    )
}
