//! The rows of a table: key, type, default, what it is for and an example.

use std::fmt::Write;

use serde_json::Value as Json;

use super::sections::heading_of;
use super::toml_text;

/// A Markdown table of the keys that `table` has.
pub fn rows(table: &Json) -> String {
    let mut rows = String::from("| key | type and default | meaning and example |\n| --- | --- | --- |\n");
    for (key, schema) in table["properties"].as_object().unwrap() {
        let required = table["required"].as_array().is_some_and(|required| required.iter().any(|name| name == key));
        let star = if required { " *" } else { "" };
        let (words, default) = words_and_default(schema);
        let example = toml_text::pair(key, &schema["examples"][0]);
        let kind = kind(schema);
        writeln!(rows, "| `{key}`{star} | {kind}{default} | {words}<br>`{example}` |").unwrap();
    }
    rows
}

/// A default is a value, or stands in words behind the others.
fn words_and_default(schema: &Json) -> (String, String) {
    let words = schema["description"].as_str().unwrap();
    let (words, default) = words.split_once(" Default: ").unwrap_or((words, ""));
    let default = match &schema["default"] {
        Json::Null if default.is_empty() => String::new(),
        Json::Null => format!("<br>Default: {}", default.trim_end_matches('.')),
        value => format!("<br>Default: `{}`", toml_text::text(value)),
    };
    (format!("{words}{}", choices(schema)), default)
}

/// The values that a string can have.
fn choices(schema: &Json) -> String {
    let Some(values) = schema["enum"].as_array().or(schema["items"]["enum"].as_array()) else { return String::new() };
    let values: Vec<_> = values.iter().map(|value| format!("`{}`", value.as_str().unwrap())).collect();
    format!(" One of {}.", values.join(", "))
}

fn kind(schema: &Json) -> String {
    if let Some(path) = schema["$ref"].as_str() {
        let heading = heading_of(path.trim_start_matches("#/definitions/"));
        return format!("[{}](#{})", within_a_sentence(heading), heading.to_lowercase().replace(' ', "-"));
    }
    if let Some(of) = schema["allOf"].as_array() {
        return kind(&of[0]);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let mut kinds: Vec<_> = any.iter().map(kind).collect();
        kinds.dedup();
        return kinds.join(" or ");
    }
    if let Some([Json::String(only)]) = schema["enum"].as_array().map(Vec::as_slice) {
        return format!("`\"{only}\"`");
    }
    match &schema["type"] {
        Json::Array(types) => types.iter().map(|name| name.as_str().unwrap()).collect::<Vec<_>>().join(" or "),
        Json::String(name) if name == "array" => format!("list of {}", several(&schema["items"])),
        Json::String(name) if name == "object" => format!("table of {}", several(&schema["additionalProperties"])),
        Json::String(name) => name.clone(),
        other => unreachable!("no type: {other}"),
    }
}

fn several(schema: &Json) -> String {
    match kind(schema) {
        one if matches!(one.as_str(), "string" | "integer") => one + "s",
        other => other,
    }
}

/// A heading as it stands within a sentence: abbreviations keep their capitals.
fn within_a_sentence(heading: &str) -> String {
    let (first, rest) = heading.split_at(1);
    if rest.starts_with(char::is_uppercase) { heading.to_owned() } else { first.to_lowercase() + rest }
}
