use serde_json::Value as Json;
use smol_str::SmolStr;

use super::item::{Completion, CompletionKind};
use crate::check::CODES;
use crate::diagnostic::Severity;
use crate::editor::hover::described;
use crate::editor::schema;
use crate::editor::toml::{Cursor, Writing};

/// The keys of the table at the place, without those that are written.
pub(super) fn complete(cursor: &Cursor, written: &[SmolStr]) -> Vec<Completion> {
    if matches!(cursor.path.as_slice(), [table] if table == "lints") {
        return lints(written);
    }
    let keys = schema::keys(&cursor.path);
    let new = keys.iter().filter(|(key, _)| cursor.writing == Writing::Header || !written.iter().any(|one| one == key));
    new.map(|(key, found)| of_key(cursor, key, found)).collect()
}

fn of_key(cursor: &Cursor, key: &str, found: &Json) -> Completion {
    let mut path = cursor.path.clone();
    path.push(key.into());
    let item = match cursor.writing {
        Writing::Header => Completion::plain(key, CompletionKind::Key, key),
        _ => Completion::snippet(key, CompletionKind::Key, &format!("{key} = {}", blank(&path))),
    };
    let first = found.get("description").and_then(Json::as_str).and_then(|words| words.split(". ").next());
    item.detail(first.unwrap_or_default().trim_end_matches('.')).documentation(described(&path))
}

/// What to write behind `=`, in the short form if there is one.
fn blank(path: &[SmolStr]) -> &'static str {
    let forms = schema::at(path);
    let form = forms.iter().find_map(|form| Some((form.get("type")?.as_str()?, *form)));
    match form {
        Some(("string", _)) => "\"$0\"",
        Some(("object", _)) => "{ $0 }",
        Some(("array", form)) => {
            let items = form.get("items").map(schema::spread).unwrap_or_default();
            let first = items.iter().find_map(|item| item.get("type")?.as_str());
            if first == Some("string") { "[\"$0\"]" } else { "[$0]" }
        }
        _ => "$0",
    }
}

/// Codes whose level can be set.
fn lints(written: &[SmolStr]) -> Vec<Completion> {
    let codes = CODES.iter().filter(|code| code.severity != Severity::Error);
    let new = codes.filter(|code| !written.iter().any(|one| one == code.name));
    let item = |code: &&crate::diagnostic::Code| {
        Completion::snippet(code.name, CompletionKind::Code, &format!("{} = \"$0\"", code.name)).detail(code.summary)
    };
    new.map(item).collect()
}
