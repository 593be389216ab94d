use foldhash::{HashMap, HashMapExt as _};

use super::desired_state::DesiredState;
use super::entry::split_entry;
use crate::resource::Kind;
use crate::source::{EntryId, Text};

/// The entries of a state by what a scenario may call them.
#[derive(Clone, Debug)]
pub struct EntryIndex<'a> {
    desired: &'a DesiredState,
    by_key: HashMap<(Kind, &'a str), EntryId>,
    by_name: HashMap<(Kind, &'a str, &'a str), EntryId>,
}

impl<'a> EntryIndex<'a> {
    /// Looks at every entry once.
    pub fn new(desired: &'a DesiredState) -> Self {
        let mut index = Self { desired, by_key: HashMap::new(), by_name: HashMap::new() };
        for (id, entry) in desired.ids().zip(&desired.entries) {
            let kind = entry.kind();
            let (namespace, name) = desired.name_of(entry);
            index.by_key.entry((kind, entry.key.as_str())).or_insert(id);
            index.by_name.entry((kind, namespace, name)).or_insert(id);
        }
        index
    }

    /// The entry that `table.key`, written at `text`'s place, names. The key is `namespace/name`, or a name: then the
    /// one of the file's own namespace comes first, and behind it the first entry with that key.
    pub fn find(&self, text: &Text) -> Option<EntryId> {
        let (kind, key) = split_entry(text)?;
        let (namespace, name) = key.split_once('/').unwrap_or((self.desired.namespace_at(text.span), key));
        self.by_name.get(&(kind, namespace, name)).or_else(|| self.by_key.get(&(kind, key))).copied()
    }

    /// The keys of a table's entries, in order.
    pub fn keys(&self, kind: Kind) -> impl Iterator<Item = &'a str> + Clone {
        self.desired.entries.iter().filter(move |entry| entry.kind() == kind).map(|entry| entry.key.as_str())
    }
}
