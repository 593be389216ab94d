use serde_json::{Map, Value as Json};

use super::decoder::{Decoder, Value};
use super::problem;
use crate::source::{Span, Text};

/// A table with a fixed set of keys. Implemented by `table!` alone.
pub trait Fields: Default {
    /// Keys without which the table means nothing.
    const REQUIRED: &'static [&'static str];

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
            unknown.push(decoder.key(key));
        }
    }
    report_unknown::<T>(&unknown, |key| table.contains_key(key), decoder);
    for key in T::REQUIRED {
        if !table.contains_key(*key) {
            let span = decoder.span(value);
            decoder.report(problem::missing_key::diagnostic(span, expected, key));
        }
    }
    Some(fields)
}

/// Reports the keys that a table of `T` does not have. Where two of them resemble the same key, or one resembles a key that
/// the table `has`, neither can be renamed safely.
fn report_unknown<T: Fields>(unknown: &[Text], has: impl Fn(&str) -> bool, decoder: &mut Decoder<'_>) {
    let known = if unknown.is_empty() { Vec::new() } else { T::keys() };
    let meant: Vec<_> = unknown.iter().map(|key| problem::unknown_key::meant(key, &known)).collect();
    for (key, near) in unknown.iter().zip(&meant) {
        let is_taken =
            near.is_some_and(|near| has(near) || meant.iter().filter(|other| **other == Some(near)).count() > 1);
        decoder.report(problem::unknown_key::diagnostic(key, &known, is_taken));
    }
}
