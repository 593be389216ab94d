use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::array;
use super::comments;
use super::expand::expand;
use crate::import::state_entry;
use crate::resource::{IngressRouteTcp, RouteTcp, Spec};

/// Keys that say the same thing in two ways: what is written under one may stand under the other in the file.
const TWINS: [(&str, &str); 3] = [("sni", "match"), ("service", "services"), ("ip_allow_list", "ip_white_list")];

/// Brings a table from what `old` says to what `new` says. Keys that say the same in both are not touched, however they are
/// written.
pub(super) fn lay(table: &mut dyn TableLike, old: &Table, new: &Table) {
    for (key, _) in old.iter().filter(|(key, _)| !new.contains_key(key)) {
        let said_by_twin = twin(key).is_some_and(|twin| new.contains_key(twin));
        if !said_by_twin {
            comments::remove_key(table, key);
            if let Some(twin) = twin(key) {
                comments::remove_key(table, twin);
            }
        }
    }
    for (key, item) in new {
        if old.get(key).map(plain) != Some(plain(item)) {
            set(table, key, item, old.get(key));
        }
    }
}

fn twin(key: &str) -> Option<&'static str> {
    TWINS.iter().find_map(|&(one, other)| match key {
        _ if key == one => Some(other),
        _ if key == other => Some(one),
        _ => None,
    })
}

/// A value without its layout.
fn plain(item: &Item) -> String {
    value(item).map(|value| value.to_string()).unwrap_or_default()
}

fn value(item: &Item) -> Option<Value> {
    let mut value = item.clone().into_value().ok()?;
    value.decor_mut().clear();
    Some(value)
}

fn set(table: &mut dyn TableLike, key: &str, wanted: &Item, old: Option<&Item>) {
    let Some(wanted) = value(wanted) else { return };
    if let Some(item) = table.get_mut(key) {
        merge(item, key, wanted, old);
        if let Some(twin) = twin(key) {
            comments::remove_key(table, twin);
        }
        return;
    }
    match twin(key).filter(|twin| table.contains_key(twin)) {
        // One service in a list of its own stays in the list.
        Some(twin) if key == "service" && only_row(table.get_mut(twin)).is_some() => {
            if let Some(row) = only_row(table.get_mut(twin)) {
                merge_row(row, wanted);
            }
        }
        Some(twin) if twin == "ip_allow_list" || twin == "ip_white_list" => {
            if let Some(item) = table.get_mut(twin) {
                merge(item, key, wanted, old);
            }
        }
        twin => {
            comments::insert_key(table, key, Item::Value(wanted));
            if let Some(twin) = twin {
                comments::remove_key(table, twin);
            }
        }
    }
}

/// The only row of a list of services.
enum Row<'t> {
    Table(&'t mut dyn TableLike),
    Value(&'t mut Value),
}

fn only_row(item: Option<&mut Item>) -> Option<Row<'_>> {
    match item? {
        Item::ArrayOfTables(tables) if tables.len() == 1 => tables.get_mut(0).map(|table| Row::Table(table)),
        Item::Value(Value::Array(array)) if array.len() == 1 => array.get_mut(0).map(Row::Value),
        _ => None,
    }
}

fn merge_row(row: Row<'_>, wanted: Value) {
    match row {
        Row::Table(table) => merge_table(table, "service", &wanted),
        Row::Value(Value::InlineTable(table)) => merge_table(table, "service", &wanted),
        Row::Value(value) => replace(value, wanted),
    }
}

/// Brings a value to say `wanted`, in the form that it has.
fn merge(item: &mut Item, key: &str, wanted: Value, old: Option<&Item>) {
    let is_table = item.is_table_like();
    match item {
        _ if is_table && (wanted.is_inline_table() || expand(key, &wanted).is_some()) => {
            if let Some(table) = item.as_table_like_mut() {
                merge_table(table, key, &wanted);
            }
        }
        Item::Value(Value::Array(array)) if wanted.is_array() => {
            let old = old.and_then(Item::as_array);
            array::merge(array, wanted.as_array().into_iter().flatten(), old);
        }
        Item::Value(Value::Array(array)) if key == "sni" => array::merge(array, [&wanted], None),
        Item::Value(value) => replace(value, wanted),
        other => *other = Item::Value(wanted),
    }
}

/// Keys that the wanted table has not are removed; the others are set.
fn merge_table(table: &mut dyn TableLike, key: &str, wanted: &Value) {
    let Some(wanted) = wanted.as_inline_table().cloned().or_else(|| expand(key, wanted)) else { return };
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    for key in keys.iter().filter(|key| !wanted.contains_key(key)) {
        comments::remove_key(table, key);
    }
    for (key, value) in &wanted {
        let item = Item::Value(value.clone());
        if table.get(key).map(plain) != Some(plain(&item)) {
            set(table, key, &item, None);
        }
    }
}

/// The new value takes the place of the old one, and the comment behind it.
fn replace(value: &mut Value, mut wanted: Value) {
    *wanted.decor_mut() = value.decor().clone();
    *value = wanted;
}

/// What an object says in the short forms, as a table of keys. Two tables have the same keys for what two objects have in
/// common.
pub(super) fn canonical(spec: &Spec) -> Option<Table> {
    let document: DocumentMut = state_entry(spec, "entry").parse().ok()?;
    document.get(spec.kind().table())?.get("entry")?.as_table().cloned()
}

/// What a rule says, as the keys of a row of `rules`.
pub(super) fn canonical_rule(rule: &RouteTcp) -> Option<Table> {
    let route = IngressRouteTcp { routes: vec![rule.clone()], ..IngressRouteTcp::default() };
    canonical(&Spec::IngressRouteTcp(route))
}
