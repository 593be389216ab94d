//! Sections of the file. An empty one is left out: Traefik refuses a whole file for many an element without content.

use serde_json::{Map, Value};

use crate::source::{Spanned, Text};

/// A mapping, unless it is empty.
pub(super) fn set(section: &mut Map<String, Value>, key: &str, entries: Map<String, Value>) {
    if !entries.is_empty() {
        section.insert(key.to_owned(), Value::Object(entries));
    }
}

/// A list of strings, unless it is empty.
pub(super) fn set_texts(section: &mut Map<String, Value>, key: &str, items: &[Text]) {
    if !items.is_empty() {
        section.insert(key.to_owned(), texts(items));
    }
}

/// A string, unless it is empty.
pub(super) fn set_text(section: &mut Map<String, Value>, key: &str, text: Option<&Text>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        section.insert(key.to_owned(), text.as_str().into());
    }
}

/// A flag, unless it is false, which every flag is by default.
pub(super) fn set_flag(section: &mut Map<String, Value>, key: &str, flag: Option<Spanned<bool>>) {
    if flag.is_some_and(|flag| flag.value) {
        section.insert(key.to_owned(), true.into());
    }
}

/// A list of strings.
pub(super) fn texts(items: &[Text]) -> Value {
    items.iter().map(Text::as_str).collect()
}
