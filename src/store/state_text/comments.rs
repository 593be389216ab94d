//! Whose a comment is: the lines right above a key or a header belong to it; what a blank line separates from it does not.

use toml_edit::{Decor, DocumentMut, InlineTable, Item, Table, TableLike, Value};

/// Splits the text before a header: what belongs to nobody in particular, and what belongs to the header.
pub(super) fn split_above(text: &str) -> (&str, &str) {
    let mut at = 0;
    let mut split = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        // `#:schema` tells editors about the file, wherever it stands.
        if line.ends_with('\n') && (line.trim().is_empty() || line.starts_with("#:")) {
            split = at;
        }
    }
    text.split_at(split)
}

/// Splits the text before a header: comments on the lines right behind what stands above, and the rest. A text without
/// a blank line is all the header's.
pub(super) fn split_behind(text: &str) -> (&str, &str) {
    let lines = text.split_inclusive('\n');
    let adjacent: usize = lines.take_while(|line| !line.trim().is_empty()).map(str::len).sum();
    if adjacent == text.len() { ("", text) } else { text.split_at(adjacent) }
}

/// The text of a decoration's front.
pub(super) fn above(decor: &Decor) -> String {
    decor.prefix().and_then(|text| text.as_str()).unwrap_or_default().to_owned()
}

/// The text before what follows a place, to be changed: the next header's, or the document's end.
pub(super) fn change_next(document: &mut DocumentMut, place: isize, mut change: impl FnMut(&str) -> String) {
    let mut next: Option<isize> = None;
    each_header(document.as_table_mut(), &mut |table| {
        if let Some(position) = table.position().filter(|position| *position > place) {
            next = Some(next.map_or(position, |next| next.min(position)));
        }
    });
    let Some(next) = next else {
        let text = change(document.trailing().as_str().unwrap_or_default());
        document.set_trailing(text);
        return;
    };
    let mut done = false;
    each_header(document.as_table_mut(), &mut |table| {
        if table.position() == Some(next) && !done {
            done = true;
            let text = change(&above(table.decor()));
            table.decor_mut().set_prefix(text);
        }
    });
}

/// Visits every table that has a header of its own.
pub(super) fn each_header(table: &mut Table, visit: &mut dyn FnMut(&mut Table)) {
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(table) => {
                if !table.is_implicit() && !table.is_dotted() {
                    visit(table);
                }
                each_header(table, visit);
            }
            Item::ArrayOfTables(tables) => {
                for table in tables.iter_mut() {
                    visit(table);
                    each_header(table, visit);
                }
            }
            _ => {}
        }
    }
}

/// Takes a key out, and the comment right above it. What a blank line separates from it stays.
pub(super) fn remove_key(table: &mut dyn TableLike, key: &str) {
    let Some(at) = table.iter().position(|(known, _)| known == key) else { return };
    let names: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let is_value = table.get(key).is_some_and(Item::is_value);
    let front = table.key(key).map(|key| above(key.leaf_decor())).unwrap_or_default();
    let behind = table.get(key).and_then(Item::as_value).map(|value| value.decor().clone());
    table.remove(key);
    let (keep, _) = split_above(&front);
    if is_value && keep.contains('#') {
        match names.get(at + 1).and_then(|next| table.key_mut(next)) {
            Some(mut next) => {
                let text = format!("{keep}{}", above(next.leaf_decor()).trim_start_matches(['\n', '\r']));
                next.leaf_decor_mut().set_prefix(text);
            }
            None => keep_behind(table, at.checked_sub(1).and_then(|at| names.get(at)), keep),
        }
    }
    if at + 1 == names.len()
        && let (Some(last), Some(decor)) = (at.checked_sub(1).and_then(|at| names.get(at)), behind)
        && let Some(Item::Value(value)) = table.get_mut(last)
        && value.decor().suffix().and_then(|text| text.as_str()) == Some("")
        && decor.suffix().and_then(|text| text.as_str()) == Some(" ")
    {
        // The space before the closing brace of an inline table.
        value.decor_mut().set_suffix(" ");
    }
}

/// Comments that stood before the last key stay behind the one before it.
fn keep_behind(table: &mut dyn TableLike, last: Option<&String>, comments: &str) {
    if let Some(Item::Value(value)) = last.and_then(|last| table.get_mut(last)) {
        let suffix = value.decor().suffix().and_then(|text| text.as_str()).unwrap_or_default().to_owned();
        value.decor_mut().set_suffix(format!("{suffix}\n{}", comments.trim_end()));
    }
}

/// Adds a key behind the others.
pub(super) fn insert_key(table: &mut dyn TableLike, key: &str, item: Item) {
    let last = table.iter().last().map(|(key, _)| key.to_owned());
    let mut space = None;
    if let Some(Item::Value(value)) = last.and_then(|last| table.get_mut(&last))
        && value.decor().suffix().and_then(|text| text.as_str()) == Some(" ")
    {
        value.decor_mut().set_suffix("");
        space = Some(" ");
    }
    table.insert(key, item);
    if let (Some(space), Some(Item::Value(value))) = (space, table.get_mut(key)) {
        value.decor_mut().set_prefix(" ");
        value.decor_mut().set_suffix(space);
    }
}

/// An inline table as it is written on a line.
pub(super) fn one_line(table: Table) -> InlineTable {
    match Item::Table(table).into_value() {
        Ok(Value::InlineTable(mut table)) => {
            table.fmt();
            table
        }
        _ => InlineTable::new(),
    }
}
