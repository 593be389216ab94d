//! Objects checked against the schema of their kind. Other kinds than ours have none.

use serde_json::{Value, json};

use super::error::{Cause, Refusal};
use super::kind::Kind;
use super::schema::schema;

const NAME: &str = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must \
    start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is \
    '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

/// What is wrong with an object.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Fields that the schema does not have, as paths without a dot before them.
    pub(super) undeclared: Vec<String>,
    /// Values of a wrong type.
    mistyped: Vec<Cause>,
    /// Whatever else is wrong.
    invalid: Vec<Cause>,
}

/// Looks at an object of a kind.
pub(super) fn look(kind: &Kind, object: &Value) -> Found {
    let mut found = Found::default();
    let Some(schema) = schema(kind.name) else { return found };
    let known = ["apiVersion", "kind", "metadata", "spec", "status"];
    let keys = object.as_object().into_iter().flatten().map(|(key, _)| key);
    found.undeclared.extend(keys.filter(|key| !known.contains(&key.as_str())).cloned());
    match &object["spec"] {
        Value::Null => found.required("spec"),
        spec => found.check(&schema, spec, "spec"),
    }
    let name = object["metadata"]["name"].as_str().unwrap_or_default();
    if !is_name(name) {
        let message = format!("Invalid value: \"{name}\": {NAME}");
        found.invalid.push(Cause::new("FieldValueInvalid", "metadata.name", message));
    }
    found
}

impl Found {
    /// Refuses a server-side apply: what is not in the schema, or has another type, cannot be merged at all. The odd code is
    /// the real server's.
    pub(super) fn refuse_patch(&self, kind: &Kind, object: &Value) -> Result<(), Refusal> {
        let undeclared = self.undeclared.first().map(|field| format!(".{field}: field not declared in schema"));
        let wrong =
            undeclared.or_else(|| self.mistyped.first().map(|cause| format!(".{}: {}", cause.field, cause.message)));
        match wrong {
            Some(wrong) => {
                let text = |key: &str| object["metadata"][key].as_str().unwrap_or_default();
                let (namespace, name) = (text("namespace"), text("name"));
                let object = format!("{namespace}/{name}; {}, Kind={}", kind.api_version(), kind.name);
                Err(Refusal::new(500, "", format!("failed to create typed patch object ({object}): {wrong}")))
            }
            None => self.refuse(kind, object),
        }
    }

    /// Refuses any other write.
    pub(super) fn refuse(&self, kind: &Kind, object: &Value) -> Result<(), Refusal> {
        let causes: Vec<Cause> = self.mistyped.iter().chain(&self.invalid).cloned().collect();
        let name = object["metadata"]["name"].as_str().unwrap_or_default();
        if causes.is_empty() { Ok(()) } else { Err(Refusal::invalid(kind.group, kind.name, name, &causes)) }
    }

    fn required(&mut self, path: &str) {
        self.invalid.push(Cause::new("FieldValueRequired", path, "Required value"));
    }

    fn check(&mut self, schema: &Value, value: &Value, path: &str) {
        match (schema, value) {
            (Value::Object(fields), Value::Object(values)) => {
                let field = |key: &str| fields.get(key).or_else(|| fields.get(&format!("{key}!")));
                for (key, value) in values {
                    match field(key) {
                        Some(schema) => self.check(schema, value, &format!("{path}.{key}")),
                        None => self.undeclared.push(format!("{path}.{key}")),
                    }
                }
                let required = fields.keys().filter_map(|key| key.strip_suffix('!'));
                for key in required.filter(|key| !values.contains_key(*key)) {
                    self.required(&format!("{path}.{key}"));
                }
            }
            (Value::Array(item), Value::Array(values)) => {
                for (index, value) in values.iter().enumerate() {
                    self.check(&item[0], value, &format!("{path}[{index}]"));
                }
            }
            (Value::String(wanted), value) => self.check_leaf(wanted, value, path),
            (schema, value) => self.mistyped(if schema.is_array() { "array" } else { "object" }, value, path),
        }
    }

    fn check_leaf(&mut self, wanted: &str, value: &Value, path: &str) {
        let (wanted, range) = wanted.split_once(' ').unwrap_or((wanted, ""));
        match wanted {
            "string" if value.is_string() => {}
            "boolean" if value.is_boolean() => {}
            "port" if value.is_string() || value.is_i64() => {}
            "integer" if value.is_i64() => self.check_range(value.as_i64().unwrap_or_default(), range, path),
            words if words.contains('|') && value.is_string() => {
                if !words.split('|').any(|word| value == word) {
                    let supported: Vec<String> = words.split('|').map(|word| format!("\"{word}\"")).collect();
                    let message = format!("Unsupported value: {value}: supported values: {}", supported.join(", "));
                    self.invalid.push(Cause::new("FieldValueNotSupported", path, message));
                }
            }
            "port" => self.mistyped("integer", value, path),
            words if words.contains('|') => self.mistyped("string", value, path),
            other => self.mistyped(other, value, path),
        }
    }

    fn check_range(&mut self, number: i64, range: &str, path: &str) {
        let Some((low, high)) = range.split_once("..") else { return };
        let bound = |text: &str| text.parse::<i64>().unwrap_or_default();
        let (word, bound) = match number {
            number if number < bound(low) => ("greater", bound(low)),
            number if number > bound(high) => ("less", bound(high)),
            _ => return,
        };
        let message = format!("Invalid value: {number}: {path} in body should be {word} than or equal to {bound}");
        self.invalid.push(Cause::new("FieldValueInvalid", path, message));
    }

    fn mistyped(&mut self, wanted: &str, value: &Value, path: &str) {
        let name = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let message = format!("Invalid value: \"{name}\": {path} in body must be of type {wanted}: \"{name}\"");
        self.mistyped.push(Cause::new("FieldValueTypeInvalid", path, message));
    }
}

/// Drops the fields that the schema does not have.
pub(super) fn prune(kind: &Kind, object: &mut Value) {
    if let Some(schema) = schema(kind.name) {
        drop_undeclared(
            &json!({ "apiVersion": "", "kind": "", "metadata": null, "spec": schema, "status": null }),
            object,
        );
    }
}

fn drop_undeclared(schema: &Value, value: &mut Value) {
    match (schema, value) {
        (Value::Object(fields), Value::Object(values)) => {
            let field = |key: &str| fields.get(key).or_else(|| fields.get(&format!("{key}!")));
            values.retain(|key, _| field(key).is_some());
            for (key, value) in values.iter_mut() {
                drop_undeclared(field(key).unwrap_or(&Value::Null), value);
            }
        }
        (Value::Array(item), Value::Array(values)) => {
            for value in values {
                drop_undeclared(&item[0], value);
            }
        }
        _ => {}
    }
}

fn is_name(name: &str) -> bool {
    let ends =
        |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit());
    let part = |part: &str| {
        ends(part.chars().next())
            && ends(part.chars().next_back())
            && part.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
    };
    name.len() <= 253 && name.split('.').all(part)
}
