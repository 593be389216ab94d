use serde_json::Value as Json;
use smol_str::SmolStr;

use crate::editor::schema::{self, Description};
use crate::editor::toml::ITEM;

/// What the reference of the state file says of a key.
pub(super) fn markdown(path: &[SmolStr]) -> Option<String> {
    let mut path = path;
    // A value of a list is described by the list.
    while let Some((last, above)) = path.split_last().filter(|(last, _)| *last == ITEM) {
        debug_assert_eq!(last, ITEM);
        path = above;
    }
    let name = path.last()?;
    Some(format!("**`{name}`**\n\n{}", described(path)?))
}

/// What the reference of the state file says of what is at a path, with its values.
pub(in crate::editor) fn described(path: &[SmolStr]) -> Option<String> {
    schema::description(path).map(|found| words(&found))
}

fn words(described: &Description) -> String {
    let mut told = vec![described.words.clone()];
    if !described.choices.is_empty() {
        let choices: Vec<String> = described.choices.iter().map(|choice| format!("`{choice}`")).collect();
        told.push(format!("One of {}.", choices.join(", ")));
    }
    told.extend(described.default.iter().map(|default| format!("Default: `{}`", toml(default))));
    told.extend(described.example.iter().map(|example| format!("Example: `{}`", toml(example))));
    told.join("\n\n")
}

/// A value of the schema as a state file has it.
pub(in crate::editor) fn toml(value: &Json) -> String {
    match value {
        Json::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Json::Object(table) => {
            let keys: Vec<String> =
                table.iter().map(|(key, value)| format!("{} = {}", bare(key), toml(value))).collect();
            format!("{{ {} }}", keys.join(", "))
        }
        other => other.to_string(),
    }
}

fn bare(key: &str) -> String {
    let is_bare = key.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'));
    if is_bare && !key.is_empty() { key.to_owned() } else { Json::from(key).to_string() }
}
