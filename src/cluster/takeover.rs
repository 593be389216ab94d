//! Objects that were made with `kubectl apply`, without `--server-side`.
//!
//! Their fields belong to a manager of updates. What such a manager owns stays, whatever an apply specifies. So ownership
//! goes to tcpgen first, as with `kubectl apply --server-side` (client-go, `util/csaupgrade`): once, and nothing else of
//! the object changes.

use serde_json::{Map, Value, json};

use super::content::MANAGER;

/// The manager of `kubectl apply` without `--server-side`.
pub(super) const CLIENT_SIDE: &str = "kubectl-client-side-apply";

/// kubectl's note of what it applied last.
pub(super) const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// Whether an entry of `managedFields` is kubectl's.
pub(super) fn is_client_side(entry: &Value) -> bool {
    entry["manager"] == CLIENT_SIDE
        && entry["operation"] == "Update"
        && entry["subresource"].as_str().unwrap_or_default().is_empty()
}

/// Whether an entry of `managedFields` is tcpgen's.
pub(super) fn is_ours(entry: &Value) -> bool {
    entry["manager"] == MANAGER && entry["operation"] == "Apply"
}

/// Whether kubectl owns fields of an object.
pub(super) fn is_kubectls(object: &Value) -> bool {
    managers(object).iter().any(is_client_side)
}

/// The steps of a JSON patch that hand kubectl's fields over to tcpgen, if the object is still of the same version.
pub(super) fn steps(object: &Value) -> Value {
    let version = &object["metadata"]["resourceVersion"];
    json!([
        { "op": "replace", "path": "/metadata/managedFields", "value": handed_over(object) },
        { "op": "replace", "path": "/metadata/resourceVersion", "value": version },
    ])
}

/// An object as if kubectl owned nothing of it.
pub(super) fn without(mut object: Value) -> Value {
    object["metadata"]["managedFields"] =
        managers(&object).iter().filter(|entry| !is_client_side(entry)).cloned().collect();
    object
}

fn handed_over(object: &Value) -> Vec<Value> {
    let (theirs, mut rest): (Vec<&Value>, Vec<&Value>) =
        managers(object).iter().partition(|entry| is_client_side(entry));
    let ours = rest.iter().position(|entry| is_ours(entry)).map(|index| rest.remove(index));
    let Some(first) = ours.or(theirs.first().copied()) else { return rest.into_iter().cloned().collect() };
    let mut entry = first.clone();
    entry["manager"] = json!(MANAGER);
    entry["operation"] = json!("Apply");
    for other in theirs {
        if let Some(fields) = other["fieldsV1"].as_object() {
            unite(&mut entry["fieldsV1"], fields);
        }
    }
    std::iter::once(entry).chain(rest.into_iter().cloned()).collect()
}

/// Adds the fields of one set to another. A field with nothing inside stands for itself; one with fields inside needs a
/// `.` for that.
fn unite(fields: &mut Value, more: &Map<String, Value>) {
    if !fields.is_object() {
        *fields = json!({});
    }
    let Some(map) = fields.as_object_mut() else { return };
    for (key, inside) in more {
        let Some(inside) = inside.as_object() else { continue };
        match map.get_mut(key) {
            None => drop(map.insert(key.clone(), Value::Object(inside.clone()))),
            Some(known) => {
                let is_leaf = known.as_object().is_some_and(Map::is_empty);
                if is_leaf != inside.is_empty() {
                    known["."] = json!({});
                }
                unite(known, inside);
            }
        }
    }
}

/// The entries of an object's `managedFields`.
pub(super) fn managers(object: &Value) -> &[Value] {
    object["metadata"]["managedFields"].as_array().map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{is_kubectls, steps, without};

    fn entry(manager: &str, operation: &str, fields: &Value) -> Value {
        json!({ "manager": manager, "operation": operation, "apiVersion": "traefik.io/v1alpha1", "fieldsV1": fields })
    }

    fn handed_over(entries: &[Value]) -> Value {
        let object = json!({ "metadata": { "resourceVersion": "7", "managedFields": entries } });
        let steps = steps(&object);
        assert_eq!(steps[1], json!({ "op": "replace", "path": "/metadata/resourceVersion", "value": "7" }));
        steps[0]["value"].clone()
    }

    #[test]
    fn the_client_side_manager_becomes_ours() {
        let fields = json!({ "f:spec": { ".": {}, "f:routes": {} } });
        let others = entry("argocd", "Update", &json!({ "f:spec": { "f:tls": {} } }));
        let found = handed_over(&[entry("kubectl-client-side-apply", "Update", &fields), others.clone()]);
        assert_eq!(found, json!([entry("tcpgen", "Apply", &fields), others]));
    }

    #[test]
    fn what_both_own_is_one_set() {
        let theirs = json!({ "f:spec": { ".": {}, "f:routes": {}, "f:tls": { "f:passthrough": {} } } });
        let ours = json!({ "f:spec": { "f:entryPoints": {}, "f:tls": {} } });
        let found =
            handed_over(&[entry("tcpgen", "Apply", &ours), entry("kubectl-client-side-apply", "Update", &theirs)]);
        let tls = json!({ ".": {}, "f:passthrough": {} });
        let both = json!({ "f:spec": { "f:entryPoints": {}, "f:tls": tls, ".": {}, "f:routes": {} } });
        assert_eq!(found, json!([entry("tcpgen", "Apply", &both)]));
    }

    #[test]
    fn only_updates_of_the_object_itself_are_kubectls() {
        let of = |entry: Value| json!({ "metadata": { "managedFields": [entry] } });
        let mut status = entry("kubectl-client-side-apply", "Update", &json!({}));
        status["subresource"] = json!("status");
        assert!(!is_kubectls(&of(status)));
        assert!(!is_kubectls(&of(entry("kubectl-edit", "Update", &json!({})))));
        let object = of(entry("kubectl-client-side-apply", "Update", &json!({})));
        assert!(is_kubectls(&object) && !is_kubectls(&without(object)));
    }
}
