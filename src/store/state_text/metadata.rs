use toml_edit::{InlineTable, Item, TableLike, Value};

use crate::Compilation;
use crate::lower::annotations;
use crate::resource::{Kind, Labels, MANAGED_BY, Object};

/// The labels and annotations of a new entry, without those that the file gives to all.
pub(super) fn of_new(before: &Compilation, wanted: &Object) -> Vec<(&'static str, InlineTable)> {
    let lists = [("labels", &wanted.metadata.labels), ("annotations", &wanted.metadata.annotations)];
    let own = lists.into_iter().map(|(key, list)| (key, own(key, list, wanted.kind(), before)));
    own.filter(|(_, list)| !list.is_empty()).collect()
}

/// Writes labels and annotations where they are to be others.
pub(super) fn update(entry: &mut dyn TableLike, existing: &Object, wanted: &Object, before: &Compilation) {
    let (old, new) = (&existing.metadata, &wanted.metadata);
    for (key, old, new) in [("labels", &old.labels, &new.labels), ("annotations", &old.annotations, &new.annotations)] {
        if old == new {
            continue;
        }
        let own = own(key, new, wanted.kind(), before);
        if own.is_empty() {
            entry.remove(key);
        } else {
            entry.insert(key, Item::Value(Value::InlineTable(own)));
        }
    }
}

fn own(key: &str, list: &Labels, kind: Kind, before: &Compilation) -> InlineTable {
    let file = before.desired.files.first();
    let shared = match (file, key) {
        (Some(file), "labels") => file.labels.iter().cloned().collect(),
        (Some(file), _) => annotations(&before.desired, file, kind),
        (None, _) => Labels::default(),
    };
    let mut own = InlineTable::new();
    for (name, text) in list.iter() {
        let of_file = shared.iter().any(|(known, value)| known == name && value == text);
        if name.as_str() != MANAGED_BY && !of_file {
            own.insert(name.as_str(), text.as_str().into());
        }
    }
    own
}
