//! What an API server does to an object before it keeps it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// Turns a Secret's `stringData`, which is for writing only, into `data`.
pub(super) fn admit(object: &mut Value) {
    if object["kind"] != "Secret" {
        return;
    }
    let Some(Value::Object(plain)) = object.as_object_mut().and_then(|secret| secret.remove("stringData")) else {
        return;
    };
    for (key, text) in plain {
        object["data"][key] = json!(STANDARD.encode(text.as_str().unwrap_or_default()));
    }
}
