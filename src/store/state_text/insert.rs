use toml_edit::{DocumentMut, InlineTable, Item, Table, Value};

use super::comments::{above, change_next, each_header, insert_key, one_line, split_behind};
use super::key::NewKey;
use super::lay::canonical;
use crate::resource::{Kind, Object};

/// Tables that come before entries in a file that is read from top to bottom.
const FACTS: [&str; 2] = ["traefik", "entry_points"];

/// Adds an entry behind the last one of its kind; the first of its kind behind what it may refer to.
pub(super) fn entry(
    document: &mut DocumentMut,
    wanted: &Object,
    name: &NewKey,
    metadata: Vec<(&'static str, InlineTable)>,
) -> Option<()> {
    let kind = wanted.kind();
    let mut entry = canonical(&wanted.spec)?;
    name.open(&mut entry);
    for (key, list) in metadata {
        entry.insert(key, Item::Value(Value::InlineTable(list)));
    }
    let anchor = anchor(document, kind);
    let parent = document.entry(kind.table()).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    match parent {
        Item::Table(parent) => {
            each_header(&mut entry, &mut |table| table.set_position(None));
            entry.set_position(Some(anchor.unwrap_or(-1)));
            parent.insert(&name.key, Item::Table(entry));
        }
        Item::Value(Value::InlineTable(parent)) => {
            insert_key(parent, &name.key, Item::Value(Value::InlineTable(one_line(entry))));
            return Some(());
        }
        _ => return None,
    }
    dress(document, kind, &name.key, anchor);
    Some(())
}

/// A blank line before the entry; a comment right behind what stands before it stays there.
fn dress(document: &mut DocumentMut, kind: Kind, key: &str, anchor: Option<isize>) {
    let mut comment = String::new();
    if anchor.is_none() {
        // Without tables, all comments stand at the end, before this one.
        document.trailing().as_str().unwrap_or_default().clone_into(&mut comment);
        document.set_trailing("");
    }
    if let Some(anchor) = anchor {
        change_next(document, anchor, |text| {
            let (behind, rest) = split_behind(text);
            behind.clone_into(&mut comment);
            rest.to_owned()
        });
    }
    let is_first = anchor.is_none()
        && comment.is_empty()
        && document.iter().all(|(key, item)| key == kind.table() || item.is_none());
    let blank = if is_first { "" } else { "\n" };
    if let Some(table) = document.get_mut(kind.table()).and_then(|item| item.get_mut(key)).and_then(Item::as_table_mut)
    {
        let front = above(table.decor());
        table.decor_mut().set_prefix(format!("{comment}{blank}{}", front.trim_start()));
    }
}

/// The place behind which an entry of this kind goes; none in a file without tables.
fn anchor(document: &DocumentMut, kind: Kind) -> Option<isize> {
    let own = last_of(document, &[kind.table()]);
    let before: Vec<&str> = Kind::ALL.into_iter().filter(|other| *other < kind).map(Kind::table).chain(FACTS).collect();
    let entries: Vec<&str> = Kind::ALL.into_iter().map(Kind::table).chain(FACTS).collect();
    let all: Vec<String> = document.iter().map(|(key, _)| key.to_owned()).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    own.or_else(|| last_of(document, &before))
        .or_else(|| last_of(document, &entries))
        .or_else(|| last_of(document, &all))
}

/// The place of the last header below these keys.
fn last_of(document: &DocumentMut, keys: &[&str]) -> Option<isize> {
    keys.iter().filter_map(|key| document.get(key)).filter_map(last_header).max()
}

/// The place of the last header of an item, its own among them.
fn last_header(item: &Item) -> Option<isize> {
    let of_table = |table: &Table| {
        let own = table.position().filter(|_| !table.is_implicit() && !table.is_dotted());
        own.max(table.iter().filter_map(|(_, item)| last_header(item)).max())
    };
    match item {
        Item::Table(table) => of_table(table),
        // Each element has a header, whatever kind of table it is.
        Item::ArrayOfTables(tables) => tables.iter().filter_map(|table| of_table(table).max(table.position())).max(),
        _ => None,
    }
}
