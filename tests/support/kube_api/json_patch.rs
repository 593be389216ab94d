//! Patches that say how to change what is there.

use serde_json::Value;

use super::error::Refusal;

/// A JSON patch (RFC 6902), in the operations that clients use here: `test`, `add`, `replace`, `remove` of a map's key.
pub(super) fn patch(live: &Value, body: &[u8]) -> Result<Value, Refusal> {
    let operations: Vec<Value> =
        serde_json::from_slice(body).map_err(|error| Refusal::bad_request(format!("error decoding patch: {error}")))?;
    let mut object = live.clone();
    for operation in &operations {
        let path = operation["path"].as_str().unwrap_or_default();
        let done = step(&mut object, operation["op"].as_str().unwrap_or_default(), path, &operation["value"]);
        done.ok_or_else(|| {
            let message = format!("the server rejected our request due to an error in our request: {operation}");
            Refusal::new(422, "Invalid", message)
        })?;
    }
    Ok(object)
}

fn step(object: &mut Value, operation: &str, path: &str, value: &Value) -> Option<()> {
    if operation == "test" {
        return (object.pointer(path)? == value).then_some(());
    }
    let (parent, key) = path.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    let map = object.pointer_mut(parent)?.as_object_mut()?;
    match operation {
        "add" => drop(map.insert(key, value.clone())),
        "replace" => *map.get_mut(&key)? = value.clone(),
        "remove" => drop(map.remove(&key)?),
        _ => return None,
    }
    Some(())
}

/// A merge patch (RFC 7396).
pub(super) fn merge(live: &Value, body: &[u8]) -> Result<Value, Refusal> {
    let patch: Value =
        serde_json::from_slice(body).map_err(|error| Refusal::bad_request(format!("error decoding patch: {error}")))?;
    let mut object = live.clone();
    merge_into(&mut object, &patch);
    Ok(object)
}

fn merge_into(object: &mut Value, patch: &Value) {
    let Some(patch) = patch.as_object() else { return patch.clone_into(object) };
    if !object.is_object() {
        *object = Value::Object(serde_json::Map::new());
    }
    for (key, value) in patch {
        match (value, object.as_object_mut()) {
            (Value::Null, Some(map)) => drop(map.remove(key)),
            (value, Some(map)) => merge_into(map.entry(key.as_str()).or_insert(Value::Null), value),
            (_, None) => {}
        }
    }
}
