use serde_json::Value;

use super::reply::{self, Reply};
use crate::diagnostic::closest;
use crate::resource::{Kind, Object, ObjectRef};
use crate::store::{Change, Refusal, Store};

/// Applies an object, and says what the checks say of it. `key` is the result's key for the object's name.
pub(super) fn apply(store: &mut dyn Store, object: Object, key: &str) -> Result<Value, Refusal> {
    let judgement = store.judge(&Change::Apply(&object))?;
    if let Some(refusal) = judgement.refusal() {
        return Err(refusal);
    }
    let (kind, name) = (object.kind(), object.object_ref().to_string());
    let metadata = object.metadata.clone();
    let spec = serde_json::to_value(&object.spec).unwrap_or_default();
    let applied = store.apply_spec(object)?;
    let reply = Reply::new(&reply::applied(applied, kind, &name))
        .with(key, metadata.name.as_str())
        .with("namespace", metadata.namespace.as_str())
        .with("result", applied.name())
        .with("spec", spec)
        .notes(store.remarks());
    Ok(reply.warnings(&judgement))
}

/// Deletes an object, and says what that breaks.
pub(super) fn delete(store: &mut dyn Store, kind: Kind, name: ObjectRef<'_>, key: &str) -> Result<Value, Refusal> {
    let judgement = store.judge(&Change::Delete(kind, name))?;
    if let Some(refusal) = judgement.refusal() {
        return Err(refusal);
    }
    let deleted = store.delete(kind, name)?;
    let full = name.to_string();
    let names: Vec<String> = store
        .list()?
        .emitted()
        .filter(|object| object.kind() == kind)
        .map(|object| object.object_ref().to_string())
        .collect();
    let near = closest(&full, names.iter().map(String::as_str)).map(str::to_owned);
    let reply = Reply::new(&reply::deleted(deleted, kind, &full, near)?)
        .with(key, name.name)
        .with("namespace", name.namespace)
        .with("result", deleted.name());
    Ok(reply.warnings(&judgement))
}
