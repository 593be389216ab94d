use toml_edit::{Item, Table, value};

use crate::Compilation;
use crate::desired::EntryIndex;
use crate::resource::Object;

/// How a new entry is named: its key, and its `namespace` where neither the key nor the file says it.
pub(super) struct NewKey {
    pub key: String,
    pub namespace: Option<String>,
}

/// `namespace/name` where the file has such keys, or has the name for an object of another namespace.
pub(super) fn of_new(before: &Compilation, object: &Object) -> NewKey {
    let name = object.metadata.name.as_str();
    let namespace = object.metadata.namespace.as_str();
    let index = EntryIndex::new(&before.desired);
    let keys: Vec<&str> = index.keys(object.kind()).collect();
    let of_file = before.desired.files.first().and_then(|file| file.namespace.as_ref());
    let own = of_file.map_or("default", |namespace| namespace.as_str());
    let qualified = keys.iter().any(|key| key.contains('/'));
    if keys.contains(&name) || (namespace != own && qualified) {
        return NewKey { key: object.object_ref().to_string(), namespace: None };
    }
    NewKey { key: name.to_owned(), namespace: (namespace != own).then(|| namespace.to_owned()) }
}

impl NewKey {
    /// Writes the `namespace`, before everything else that the entry says.
    pub(super) fn open(&self, table: &mut Table) {
        if let Some(namespace) = &self.namespace {
            let rest: Vec<(String, Item)> = table.iter().map(|(key, item)| (key.to_owned(), item.clone())).collect();
            table.clear();
            table.insert("namespace", value(namespace));
            for (key, item) in rest {
                table.insert(&key, item);
            }
        }
    }
}
