//! What an object would be after an apply, by the owners of its fields (server-side apply, "Field management").

use serde_json::{Map, Value};

use super::takeover::{is_client_side, is_ours, managers};

/// An object of the cluster as it would be with this configuration. Fields that tcpgen alone owns, or takes over from
/// `kubectl apply`, go where the configuration lacks them; the rest stays. Lists are whole.
pub(super) fn predicted(configuration: &Value, live: &Value) -> Value {
    let (ours, theirs): (Vec<&Value>, Vec<&Value>) =
        managers(live).iter().partition(|entry| is_ours(entry) || is_client_side(entry));
    let owners = |entries: Vec<&Value>| Owners(entries.into_iter().map(|entry| entry["fieldsV1"].clone()).collect());
    let [ours, theirs] = [ours, theirs].map(owners);
    let mut predicted = live.clone();
    let parts: [&[&str]; 3] = [&["metadata", "labels"], &["metadata", "annotations"], &["spec"]];
    for path in parts {
        let at = |value: &Value| path.iter().try_fold(value, |value, key| value.get(key)).cloned();
        let [ours, theirs] =
            [&ours, &theirs].map(|owners| path.iter().fold(owners.clone(), |owners, key| owners.of(key)));
        let merged = match (at(configuration), at(live)) {
            (wanted, Some(live)) => merged(wanted.as_ref(), &live, &ours, &theirs),
            (wanted, None) => wanted,
        };
        set(&mut predicted, path, merged);
    }
    predicted
}

fn set(value: &mut Value, path: &[&str], new: Option<Value>) {
    let Some((last, before)) = path.split_last() else { return };
    let at = before.iter().try_fold(value, |value, key| value.get_mut(key));
    if let Some(Value::Object(map)) = at {
        match new {
            Some(new) => drop(map.insert((*last).to_owned(), new)),
            None => drop(map.shift_remove(*last)),
        }
    }
}

/// The fields that some managers own, below one place of an object.
#[derive(Clone, Debug)]
struct Owners(Vec<Value>);

impl Owners {
    /// Below a field.
    fn of(&self, key: &str) -> Self {
        let field = format!("f:{key}");
        Self(self.0.iter().filter_map(|fields| fields.get(&field)).cloned().collect())
    }

    fn is_any(&self) -> bool {
        !self.0.is_empty()
    }
}

fn merged(wanted: Option<&Value>, live: &Value, ours: &Owners, theirs: &Owners) -> Option<Value> {
    let Some(fields) = live.as_object().filter(|_| wanted.is_none_or(Value::is_object)) else {
        return wanted.cloned().or_else(|| (!ours.is_any() || theirs.is_any()).then(|| live.clone()));
    };
    let mut map = Map::new();
    for (key, live) in fields {
        let wanted = wanted.and_then(|wanted| wanted.get(key));
        if let Some(value) = merged(wanted, live, &ours.of(key), &theirs.of(key)) {
            map.insert(key.clone(), value);
        }
    }
    let new = wanted.and_then(Value::as_object).into_iter().flatten().filter(|(key, _)| !fields.contains_key(*key));
    map.extend(new.map(|(key, value)| (key.clone(), value.clone())));
    let is_gone = wanted.is_none() && map.is_empty() && ours.is_any() && !theirs.is_any();
    (!is_gone).then_some(Value::Object(map))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::predicted;

    fn live(fields: &Value, theirs: &Value) -> Value {
        json!({
            "metadata": {
                "name": "pg",
                "labels": { "team": "a", "argocd": "x" },
                "managedFields": [
                    { "manager": "tcpgen", "operation": "Apply", "fieldsV1": fields },
                    { "manager": "argocd", "operation": "Update", "fieldsV1": theirs },
                ],
            },
            "spec": { "entryPoints": ["pg"], "tls": { "passthrough": true, "secretName": "s" } },
        })
    }

    #[test]
    fn what_others_own_stays_and_what_is_ours_goes() {
        let ours = json!({
            "f:metadata": { "f:labels": { "f:team": {} } },
            "f:spec": { "f:entryPoints": {}, "f:tls": { "f:passthrough": {} } },
        });
        let theirs =
            json!({ "f:metadata": { "f:labels": { "f:argocd": {} } }, "f:spec": { "f:tls": { "f:secretName": {} } } });
        let object = predicted(&json!({ "metadata": {}, "spec": { "entryPoints": ["db"] } }), &live(&ours, &theirs));
        assert_eq!(object["metadata"]["labels"], json!({ "argocd": "x" }));
        assert_eq!(object["spec"], json!({ "entryPoints": ["db"], "tls": { "secretName": "s" } }));
    }

    #[test]
    fn a_table_goes_with_its_last_field() {
        let all = json!({ "f:spec": { "f:entryPoints": {}, "f:tls": { "f:passthrough": {}, "f:secretName": {} } } });
        let object = predicted(&json!({ "metadata": {}, "spec": { "entryPoints": ["pg"] } }), &live(&all, &json!({})));
        assert_eq!(object["spec"], json!({ "entryPoints": ["pg"] }));
        assert_eq!(object["metadata"]["labels"], json!({ "team": "a", "argocd": "x" }), "nobody's labels stay");
    }
}
