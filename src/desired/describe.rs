use serde_json::{Map, Value as Json, json};

use super::fields::Fields;
use super::toml_value::toml_value;
use crate::source::{Spanned, Text};

/// What has a JSON Schema: the same types that [`Decode`](super::decoder::Decode) reads.
pub trait Describe {
    /// The schema of this type; tables are put under `definitions` and referred to.
    fn describe(definitions: &mut Map<String, Json>) -> Json;
}

impl Describe for Text {
    fn describe(_: &mut Map<String, Json>) -> Json {
        json!({ "type": "string" })
    }
}

impl Describe for Spanned<bool> {
    fn describe(_: &mut Map<String, Json>) -> Json {
        json!({ "type": "boolean" })
    }
}

impl Describe for Spanned<i64> {
    fn describe(_: &mut Map<String, Json>) -> Json {
        json!({ "type": "integer" })
    }
}

impl<T: Describe> Describe for Box<T> {
    fn describe(definitions: &mut Map<String, Json>) -> Json {
        T::describe(definitions)
    }
}

impl<T: Describe> Describe for Spanned<Vec<T>> {
    fn describe(definitions: &mut Map<String, Json>) -> Json {
        json!({ "type": "array", "items": T::describe(definitions) })
    }
}

impl Describe for Vec<(Text, Text)> {
    fn describe(_: &mut Map<String, Json>) -> Json {
        json!({ "type": "object", "additionalProperties": { "type": "string" } })
    }
}

/// Puts a table's schema under `definitions`, once, and refers to it.
pub(super) fn table<T: Fields>(name: &str, doc: &[&str], definitions: &mut Map<String, Json>) -> Json {
    if !definitions.contains_key(name) {
        definitions.insert(name.to_owned(), Json::Null);
        let mut schema = object::<T>(definitions);
        described(&mut schema, doc);
        definitions.insert(name.to_owned(), schema);
    }
    json!({ "$ref": format!("#/definitions/{name}") })
}

/// A table's schema itself.
pub(super) fn object<T: Fields>(definitions: &mut Map<String, Json>) -> Json {
    let mut properties = Map::new();
    T::describe_keys(&mut properties, definitions);
    let mut schema = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if !T::REQUIRED.is_empty() {
        schema["required"] = json!(T::REQUIRED);
    }
    schema
}

/// The short form or the table.
pub(super) fn either(short: Json, long: Json) -> Json {
    json!({ "anyOf": Json::Array(vec![short, long]) })
}

/// Limits a string, or each string of a list, to the values that Traefik knows.
pub(super) fn choices(schema: &mut Json, values: &[&str]) {
    let place = if schema.get("items").is_some() { &mut schema["items"] } else { schema };
    place["enum"] = json!(values);
}

/// Adds the doc comment. A line `Default:` or `Example:` with TOML in backticks says a value; a default in words stays
/// among the words. A bare reference is wrapped: draft-07 readers ignore what stands beside `$ref`.
pub(super) fn described(schema: &mut Json, doc: &[&str]) {
    if schema.get("$ref").is_some() {
        *schema = json!({ "allOf": [schema.take()] });
    }
    schema["description"] = Json::Null;
    let mut words = Vec::with_capacity(doc.len());
    for line in doc.iter().map(|line| line.trim()) {
        let value = |label: &str| line.strip_prefix(label).and_then(toml_value);
        if let Some(default) = value("Default: ") {
            schema["default"] = default;
        } else if let Some(example) = value("Example: ") {
            schema["examples"] = json!([example]);
        } else {
            words.push(line);
        }
    }
    schema["description"] = Json::String(words.join(" ").trim().to_owned());
}
