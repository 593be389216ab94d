//! Two objects, field by field.

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

use super::items::{Pairs, pairs};

/// One field that says something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// Where it is: `spec.routes[HostSNI(`*`)].services[postgres:5432].weight`.
    pub path: String,
    /// What it said; null where there was nothing.
    pub old: Option<Value>,
    /// The new value; null if the field was removed.
    pub new: Option<Value>,
}

/// `path: old -> new`, or with `+` what comes and with `-` what goes.
impl fmt::Display for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, old, new } = self;
        match (old, new) {
            // A text and a number can look alike.
            (Some(old), Some(new)) if old.is_string() != new.is_string() => write!(f, "{path}: {old} -> {new}"),
            (Some(old), Some(new)) => write!(f, "{path}: {} -> {}", shown(old), shown(new)),
            (None, Some(new)) => write!(f, "{path}: + {}", shown(new)),
            (Some(old), None) => write!(f, "{path}: - {}", shown(old)),
            (None, None) => f.write_str(path),
        }
    }
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The fields in which `new` differs from `old`, in the order in which the objects have them.
pub(crate) fn changes(old: &Value, new: &Value) -> Vec<FieldChange> {
    let mut found = Vec::new();
    compare("", Some(old), Some(new), &mut found);
    found
}

fn compare(path: &str, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<FieldChange>) {
    match (old, new) {
        (Some(old), Some(new)) if old == new => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => tables(path, old, new, found),
        (Some(Value::Array(old)), Some(Value::Array(new))) => lists(path, old, new, found),
        _ => found.push(FieldChange { path: path.to_owned(), old: old.cloned(), new: new.cloned() }),
    }
}

fn tables(path: &str, old: &Map<String, Value>, new: &Map<String, Value>, found: &mut Vec<FieldChange>) {
    let gone = old.keys().filter(|key| !new.contains_key(*key));
    for key in new.keys().chain(gone) {
        compare(&member(path, key), old.get(key), new.get(key), found);
    }
}

/// Keys of labels and annotations have dots: these stand in brackets, so that a path can be read back.
fn member(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        _ if key.contains('.') => format!("{path}[{key}]"),
        _ => format!("{path}.{key}"),
    }
}

/// Items are the same item when they have the same identity, wherever they stand: a range at the front of an allow list
/// is one range more, not a change of every range behind it.
fn lists(path: &str, old: &[Value], new: &[Value], found: &mut Vec<FieldChange>) {
    match pairs(old, new) {
        Pairs::Reordered => {
            let whole = |items: &[Value]| Some(Value::Array(items.to_vec()));
            found.push(FieldChange { path: path.to_owned(), old: whole(old), new: whole(new) });
        }
        Pairs::Items(items) => {
            for (name, old, new) in items {
                compare(&format!("{path}[{name}]"), old, new, found);
            }
        }
    }
}
