use serde_json::{Map, Value as Json};

use super::decoder::{Decoder, Value};
use super::problem;
use super::slip::{ABOVE_TABLES, Meant, Slip};
use crate::diagnostic::is_same_word;
use crate::source::{Span, Text};

/// A table with a fixed set of keys. Implemented by `table!` alone.
pub trait Fields: Default {
    /// Keys without which the table means nothing.
    const REQUIRED: &'static [&'static str];

    /// What people mean by keys that it does not have.
    const SLIPS: &'static [Slip] = &[];

    /// All keys, in the order of the declaration.
    fn keys() -> Vec<&'static str>;

    /// Reads `value` under `key`; false when there is no such key.
    fn set(&mut self, key: &str, value: &Value<'_>, decoder: &mut Decoder<'_>) -> bool;

    /// Notes where the table stands.
    fn set_span(&mut self, span: Span);

    /// Takes over every key that `newer` has: a scenario's `set` on a declared entry.
    fn overlay(&mut self, newer: Self);

    /// Takes a key out: a scenario's `unset`. False when there is no such key.
    fn unset(&mut self, key: &str) -> bool;

    /// Adds each key's JSON Schema.
    fn describe_keys(properties: &mut Map<String, Json>, definitions: &mut Map<String, Json>);
}

/// Reads a table of fixed keys, reporting each key that it does not have and each required one that is missing.
pub(super) fn decode_table<T: Fields>(value: &Value<'_>, decoder: &mut Decoder<'_>, expected: &str) -> Option<T> {
    let table = decoder.expect_table(value, expected)?;
    let mut fields = T::default();
    fields.set_span(decoder.span(value));
    let mut unknown = Vec::new();
    for (key, item) in table {
        if !fields.set(key.get_ref(), item, decoder) {
            unknown.push((decoder.key(key), item));
        }
    }
    let meant = report_unknown::<T>(&unknown, |key| table.contains_key(key), decoder);
    for key in T::REQUIRED {
        // What stands there under another name is reported once.
        if !table.contains_key(*key) && !meant.contains(key) {
            let span = decoder.span(value);
            decoder.report(problem::missing_key::diagnostic(span, expected, key));
        }
    }
    Some(fields)
}

/// Reports the keys that a table of `T` does not have, and gives those that were meant. Where two of them resemble the same
/// key, or one resembles a key that the table `has`, neither can be renamed safely.
fn report_unknown<T: Fields>(
    unknown: &[(Text, &Value<'_>)],
    has: impl Fn(&str) -> bool,
    decoder: &mut Decoder<'_>,
) -> Vec<&'static str> {
    let known = if unknown.is_empty() { Vec::new() } else { T::keys() };
    let slips: Vec<_> = unknown.iter().map(|(key, _)| Slip::find(T::SLIPS, key)).collect();
    let meant: Vec<_> = unknown.iter().zip(&slips).map(|((key, _), slip)| meant(key, *slip, &known)).collect();
    for (((key, value), slip), near) in unknown.iter().zip(&slips).zip(&meant) {
        let is_taken =
            near.is_some_and(|near| has(near) || meant.iter().filter(|other| **other == Some(near)).count() > 1);
        decoder.report(match slip {
            Some(Meant::Words(help)) => problem::unknown_key::with_help(key, help),
            Some(Meant::Key(near)) => problem::unknown_key::instead(key, near, false),
            None => match (near, decoder.dotted_name(key, value)) {
                (Some(near), _) => problem::unknown_key::instead(key, near, is_same_word(key, near) && !is_taken),
                (None, Some((place, name))) => problem::unknown_key::dotted_name(key, place, &name),
                (None, None) if ABOVE_TABLES.contains(&key.as_str()) => problem::unknown_key::above_tables(key),
                (None, None) => problem::unknown_key::diagnostic(key, &known),
            },
        });
    }
    meant.into_iter().flatten().collect()
}

fn meant(key: &Text, slip: Option<Meant>, known: &[&'static str]) -> Option<&'static str> {
    match slip {
        Some(Meant::Key(near)) => Some(near),
        Some(Meant::Words(_)) => None,
        // Spelt right, in the wrong place.
        None if ABOVE_TABLES.contains(&key.as_str()) => None,
        None => problem::unknown_key::meant(key, known),
    }
}
