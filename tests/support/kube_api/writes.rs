//! Requests that change objects.

use serde_json::{Value, json};

use super::error::Refusal;
use super::kind::Kind;
use super::query::Query;
use super::schema::validate;
use super::server_side_apply;
use super::store::{Applied, Key, Store};
use super::target::Target;

/// Namespaces that every cluster has.
const ALWAYS: [&str; 2] = ["default", "kube-system"];

/// Server-side apply.
pub(super) fn patch(store: &Store, target: &Target, query: &Query, body: &[u8]) -> Result<(u16, Value), Refusal> {
    let (key, object) = (target.key()?, read(target, body)?);
    let manager = query.field_manager.as_deref().ok_or_else(|| {
        let message =
            "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch";
        Refusal::new(422, "Invalid", message)
    })?;
    let has_namespace = store.has_namespace(&key.namespace);
    let (applied, object) = store.change(&key, query.dry_run, |live| {
        if live.is_none() {
            exists(has_namespace, &key)?;
        }
        validate(key.kind, &object)?;
        server_side_apply::apply(live, &object, manager, query.force)
    })?;
    Ok((if applied == Applied::Created { 201 } else { 200 }, object))
}

/// A whole object, as editors write it.
pub(super) fn put(store: &Store, target: &Target, query: &Query, body: &[u8]) -> Result<(u16, Value), Refusal> {
    let (key, object) = (target.key()?, read(target, body)?);
    let manager = query.field_manager.as_deref().unwrap_or("unknown");
    let (_, object) = store.change(&key, query.dry_run, |live| {
        let live = live.ok_or_else(|| Refusal::no_object(key.kind, &key.name))?;
        validate(key.kind, &object)?;
        Ok(server_side_apply::update(live, &object, manager))
    })?;
    Ok((200, object))
}

/// Deletes an object; with a namespace goes all that is in it.
pub(super) fn delete(store: &Store, target: &Target, query: &Query, body: &[u8]) -> Result<(u16, Value), Refusal> {
    let key = target.key()?;
    let live = store.list(|known, _| *known == key).1.pop();
    let live = live.ok_or_else(|| Refusal::no_object(key.kind, &key.name))?;
    let options: Value = serde_json::from_slice(body).unwrap_or_default();
    let wanted = &options["preconditions"]["uid"];
    if !wanted.is_null() && *wanted != live["metadata"]["uid"] {
        let message = format!(
            "Precondition failed: UID in precondition: {wanted}, UID in object meta: {}",
            live["metadata"]["uid"]
        );
        return Err(Refusal::conflict(message));
    }
    if !query.dry_run {
        if key.kind.name == "Namespace" {
            for inside in store.keys().into_iter().filter(|inside| inside.namespace == key.name) {
                store.delete(&inside);
            }
        }
        store.delete(&key);
    }
    let details =
        json!({ "name": key.name, "group": key.kind.group, "kind": key.kind.plural, "uid": live["metadata"]["uid"] });
    Ok((200, json!({ "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Success", "details": details })))
}

/// The object in a body, which has to be the one that the path names.
fn read(target: &Target, body: &[u8]) -> Result<Value, Refusal> {
    let mut object: Value =
        serde_yaml::from_slice(body).map_err(|error| Refusal::bad_request(format!("error decoding YAML: {error}")))?;
    let Target { kind, namespace, name } = target;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    if Kind::of_object(&text(&object["apiVersion"]), &text(&object["kind"])) != Some(kind) {
        return Err(Refusal::bad_request("the API version or kind in the data does not match the expected one"));
    }
    if let Some(namespace) = namespace {
        object["metadata"]["namespace"] = json!(namespace);
    }
    if name.as_deref() != object["metadata"]["name"].as_str() {
        return Err(Refusal::bad_request("the name of the object does not match the name on the URL"));
    }
    Ok(object)
}

fn exists(there: bool, key: &Key) -> Result<(), Refusal> {
    let namespace = key.namespace.as_str();
    if there || !key.kind.namespaced || ALWAYS.contains(&namespace) {
        return Ok(());
    }
    let details = json!({ "name": namespace, "kind": "namespaces" });
    Err(Refusal::not_found(format!("namespaces \"{namespace}\" not found")).details(details))
}
