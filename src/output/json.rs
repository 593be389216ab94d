use serde_json::{Value, json};

use crate::resource::Object;

/// A Kubernetes `List`, indented, as `kubectl apply -f` takes it.
///
/// # Errors
/// When the serializer refuses a value; no object that compiled without errors has one.
pub fn json<'a>(objects: impl IntoIterator<Item = &'a Object>) -> Result<String, serde_json::Error> {
    list(objects, None)
}

/// The same with an annotation on the list itself. Tools apply the items of a list, so it reaches no object.
///
/// # Errors
/// As [`json()`].
#[cfg(feature = "cli")]
pub fn json_with_annotation<'a>(
    objects: impl IntoIterator<Item = &'a Object>,
    key: &str,
    value: &str,
) -> Result<String, serde_json::Error> {
    list(objects, Some(json!({ "annotations": { key: value } })))
}

fn list<'a>(
    objects: impl IntoIterator<Item = &'a Object>,
    metadata: Option<Value>,
) -> Result<String, serde_json::Error> {
    let items = objects.into_iter().map(serde_json::to_value).collect::<Result<Vec<Value>, _>>()?;
    let mut list = json!({ "apiVersion": "v1", "kind": "List" });
    if let Some(metadata) = metadata {
        list["metadata"] = metadata;
    }
    list["items"] = items.into();
    serde_json::to_string_pretty(&list).map(|text| text + "\n")
}
