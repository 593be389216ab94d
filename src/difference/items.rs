//! The items of two lists, side by side.

use foldhash::{HashMap, HashSet};
use serde_json::Value;

/// How two lists relate.
pub(super) enum Pairs<'a> {
    /// They have the same items in another order.
    Reordered,
    /// Each item with its name, as it was and as it is: the new ones in their order, then those that are gone.
    Items(Vec<(String, Option<&'a Value>, Option<&'a Value>)>),
}

/// Pairs the items of two lists by what they are; where two items of one list are alike, by where they stand.
pub(super) fn pairs<'a>(old: &'a [Value], new: &'a [Value]) -> Pairs<'a> {
    let (before, after) = (names(old), names(new));
    let (Some(before), Some(after)) = (before, after) else { return by_place(old, new) };
    let place: HashMap<&str, usize> = before.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let kept: Vec<usize> = after.iter().filter_map(|name| place.get(name.as_str()).copied()).collect();
    if !kept.is_sorted() {
        return Pairs::Reordered;
    }
    let present: HashSet<&str> = after.iter().map(String::as_str).collect();
    let mut items: Vec<_> = after
        .iter()
        .zip(new)
        .map(|(name, item)| (name.clone(), place.get(name.as_str()).and_then(|&at| old.get(at)), Some(item)))
        .collect();
    let gone = before.iter().zip(old).filter(|(name, _)| !present.contains(name.as_str()));
    items.extend(gone.map(|(name, item)| (name.clone(), Some(item), None)));
    Pairs::Items(items)
}

fn by_place<'a>(old: &'a [Value], new: &'a [Value]) -> Pairs<'a> {
    let longest = old.len().max(new.len());
    Pairs::Items((0..longest).map(|at| (at.to_string(), old.get(at), new.get(at))).collect())
}

/// A name for each item, unless two would share one.
fn names(items: &[Value]) -> Option<Vec<String>> {
    let names: Vec<String> = items.iter().map(name).collect::<Option<_>>()?;
    let mut sorted: Vec<&String> = names.iter().collect();
    sorted.sort_unstable();
    sorted.windows(2).all(|pair| pair[0] != pair[1]).then_some(names)
}

/// What an item is: a text is itself, a rule its match, a service its name and port, a reference its name.
fn name(item: &Value) -> Option<String> {
    let text = |key: &str| item.get(key).map(plain);
    if !item.is_object() {
        return (!item.is_array()).then(|| plain(item));
    }
    if let Some(rule) = text("match") {
        return Some(rule);
    }
    let name = text("name").or_else(|| text("main")).or_else(|| text("secretName"))?;
    let name = match text("namespace") {
        Some(namespace) => format!("{namespace}/{name}"),
        None => name,
    };
    Some(match text("port") {
        Some(port) => format!("{name}:{port}"),
        None => name,
    })
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
