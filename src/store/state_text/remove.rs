use toml_edit::{DocumentMut, Item, Table};

use super::comments::{above, change_next, remove_key, split_above};

/// Takes an entry out, and the comment right above its header.
pub(super) fn entry(document: &mut DocumentMut, table: &str, key: &str) -> Option<()> {
    let parent = document.get_mut(table)?.as_table_like_mut()?;
    let header = parent.get(key)?.as_table().filter(|entry| !entry.is_dotted() && !entry.is_implicit());
    let Some((front, place)) = header.and_then(|entry| Some((above(entry.decor()), entry.position()?))) else {
        remove_key(parent, key);
        return Some(());
    };
    parent.remove(key);
    let is_empty = parent.is_empty();
    let (keep, _) = split_above(&front);
    if keep.contains('#') {
        change_next(document, place, |text| format!("{keep}{}", text.trim_start_matches(['\n', '\r'])));
    }
    if is_empty && document.get(table).and_then(Item::as_table).is_some_and(Table::is_implicit) {
        document.remove(table);
    }
    Some(())
}
