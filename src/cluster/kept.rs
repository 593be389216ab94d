use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

use super::takeover::{LAST_APPLIED, is_client_side, is_ours, managers};

/// A field that tcpgen does not set, and that stays because somebody else owns it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// `.spec.tls`
    pub field: String,
    /// Who owns it.
    pub manager: String,
}

/// `` .spec.tls stays, `argocd` owns it ``
impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} stays, `{}` owns it", self.field, self.manager)
    }
}

/// The manager of fields that no manager owns.
const NOBODY: &str = "nobody";

impl Kept {
    /// Whether no manager owns it.
    pub(super) fn is_nobodys(&self) -> bool {
        self.manager == NOBODY
    }
}

/// The fields under `spec` that an object has and its configuration does not, with their owners.
pub(super) fn kept(configuration: &Value, object: &Value) -> Vec<Kept> {
    let mut paths = Vec::new();
    differences(&configuration["spec"], &object["spec"], &mut vec!["spec"], &mut paths);
    let owner = |path: &[&str]| {
        let owns = |manager: &&Value| {
            path.iter().try_fold(&manager["fieldsV1"], |at, key| at.get(format!("f:{key}"))).is_some()
        };
        let manager = managers(object).iter().find(owns).and_then(|manager| manager["manager"].as_str());
        manager.unwrap_or(NOBODY).to_owned()
    };
    paths.iter().map(|path| Kept { field: format!(".{}", path.join(".")), manager: owner(path) }).collect()
}

/// A configuration with the labels and annotations that tcpgen already owns in an object or takes over, and no others.
pub(super) fn continued(mut configuration: Value, object: &Value) -> Value {
    if let Some(metadata) = configuration["metadata"].as_object_mut() {
        for key in ["labels", "annotations"] {
            match owned(object, key) {
                pairs if pairs.is_empty() => metadata.remove(key),
                pairs => metadata.insert(key.to_owned(), Value::Object(pairs)),
            };
        }
    }
    configuration
}

fn owned(object: &Value, key: &str) -> Map<String, Value> {
    let ours: Vec<&Value> = managers(object).iter().filter(|entry| is_ours(entry) || is_client_side(entry)).collect();
    let has = |name: &str| {
        let field = format!("f:{name}");
        ours.iter().any(|entry| entry["fieldsV1"]["f:metadata"][format!("f:{key}")].get(&field).is_some())
    };
    let pairs = object["metadata"][key].as_object().into_iter().flatten();
    pairs
        .filter(|(name, _)| has(name) && name.as_str() != LAST_APPLIED)
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// Paths that only the second has. Lists are whole: who owns one owns all of it.
fn differences<'v>(ours: &Value, theirs: &'v Value, path: &mut Vec<&'v str>, found: &mut Vec<Vec<&'v str>>) {
    let (Some(ours), Some(theirs)) = (ours.as_object(), theirs.as_object()) else { return };
    for (key, value) in theirs {
        path.push(key);
        match ours.get(key) {
            Some(ours) => differences(ours, value, path, found),
            None => found.push(path.clone()),
        }
        path.pop();
    }
}
