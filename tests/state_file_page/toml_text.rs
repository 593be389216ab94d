//! JSON values as TOML, on one line.

use serde_json::Value as Json;

/// `key = value`.
pub fn pair(key: &str, value: &Json) -> String {
    format!("{} = {}", name(key), text(value))
}

/// The value as it stands behind `=`.
pub fn text(value: &Json) -> String {
    match value {
        Json::String(text) if text.contains('"') && !text.contains('\'') => format!("'{text}'"),
        Json::Array(items) => format!("[{}]", items.iter().map(text).collect::<Vec<_>>().join(", ")),
        Json::Object(table) if table.is_empty() => "{}".to_owned(),
        Json::Object(table) => {
            let pairs: Vec<_> = table.iter().map(|(key, value)| pair(key, value)).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        // TOML's basic strings take JSON's escapes.
        other => other.to_string(),
    }
}

fn name(key: &str) -> String {
    let bare = key.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'));
    if bare { key.to_owned() } else { Json::from(key).to_string() }
}
