use serde_json::{Value, json};

use crate::resource::Object;

/// A Kubernetes `List`, indented, as `kubectl apply -f` takes it.
///
/// # Errors
/// When the serializer refuses a value; no object that compiled without errors has one.
pub fn json<'a>(objects: impl IntoIterator<Item = &'a Object>) -> Result<String, serde_json::Error> {
    let items = objects.into_iter().map(serde_json::to_value).collect::<Result<Vec<Value>, _>>()?;
    let mut text = serde_json::to_string_pretty(&json!({ "apiVersion": "v1", "kind": "List", "items": items }))?;
    text.push('\n');
    Ok(text)
}
