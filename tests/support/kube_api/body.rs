//! The object in a request's body.

use serde_json::{Value, json};

use super::error::Refusal;
use super::kind::Kind;
use super::target::Target;

pub(super) fn read_yaml(body: &[u8]) -> Result<Value, Refusal> {
    serde_yaml::from_slice(body).map_err(|error| {
        Refusal::bad_request(format!("error decoding YAML: error converting YAML to JSON: yaml: {error}"))
    })
}

/// An object, which has to be the one that the path names.
pub(super) fn read_object(target: &Target, mut object: Value) -> Result<Value, Refusal> {
    let Target { kind, namespace, name } = target;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (version, of_kind) = (text(&object["apiVersion"]), text(&object["kind"]));
    if Kind::of_object(&version, &of_kind) != Some(kind) {
        return Err(Refusal::bad_request(format!("invalid object type: {version}, Kind={of_kind}")));
    }
    let (named, place) = (text(&object["metadata"]["name"]), text(&object["metadata"]["namespace"]));
    if let Some(name) = name.as_ref().filter(|name| **name != named) {
        let message = format!("the name of the object ({named}) does not match the name on the URL ({name})");
        return Err(Refusal::bad_request(message));
    }
    if let Some(namespace) = namespace {
        if !place.is_empty() && place != *namespace {
            return Err(Refusal::bad_request(
                "the namespace of the provided object does not match the namespace sent on the request",
            ));
        }
        object["metadata"]["namespace"] = json!(namespace);
    }
    Ok(object)
}
