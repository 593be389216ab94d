use toml_edit::DocumentMut;

use super::{entry, find, insert, key, metadata, remove, verify};
use crate::Compilation;
use crate::resource::Object;
use crate::store::Change;

/// The document after a change. The entry is edited key by key, as far as that says what it should; otherwise what it says
/// is written anew. None when there is no way to write it.
pub(super) fn edited(document: &DocumentMut, before: &Compilation, change: &Change<'_>) -> Option<DocumentMut> {
    let existing = find(before, change.kind(), change.object_ref());
    let table = change.kind().table();
    match (change, existing) {
        (Change::Apply(wanted), None) => {
            let mut changed = document.clone();
            let name = key::of_new(before, wanted);
            insert::entry(&mut changed, wanted, &name, metadata::of_new(before, wanted))?;
            Some(changed)
        }
        (Change::Apply(wanted), Some(existing)) => {
            let name = before.desired.entry(existing.entry?)?.key.as_str();
            let by_key = update(document, name, existing, before, wanted, entry::update);
            by_key
                .filter(|changed| verify::says(&changed.to_string(), before, change))
                .or_else(|| update(document, name, existing, before, wanted, entry::rewrite))
        }
        (Change::Delete(..), existing) => {
            let name = before.desired.entry(existing?.entry?)?.key.as_str();
            let mut changed = document.clone();
            remove::entry(&mut changed, table, name)?;
            Some(changed)
        }
    }
}

/// How an entry is brought from what one object says to what another says.
type Edit = fn(&mut toml_edit::Item, &Object, &Object) -> Option<()>;

fn update(
    document: &DocumentMut,
    name: &str,
    existing: &Object,
    before: &Compilation,
    wanted: &Object,
    edit: Edit,
) -> Option<DocumentMut> {
    let mut changed = document.clone();
    let item = changed.get_mut(wanted.kind().table())?.get_mut(name)?;
    edit(item, existing, wanted)?;
    metadata::update(item.as_table_like_mut()?, existing, wanted, before);
    Some(changed)
}
