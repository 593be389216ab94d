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

/// Declares a table of the state file: a struct whose every field is optional, its reader, its schema, its overlay.
///
/// - `key as "spelling": Type` gives a field a key that is no Rust name (`match`).
/// - `key: Type => CHOICES` lists the values for the schema.
/// - `required [a, b]` names keys without which the table means nothing.
/// - `with common: Common` adds another table's keys.
/// - `shorthand key` lets a value that is no table stand for that key.
/// - `custom` leaves the reading of the whole value to a hand-written [`Decode`](super::decoder::Decode).
/// - `then judge` calls `judge(&table, decoder)` on what was read, to report keys that contradict each other.
macro_rules! table {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident {
            $( $(#[doc = $field_doc:literal])+ $field:ident $(as $key:literal)? : $type:ty $(=> $choices:expr)?, )+
        }
        $(with $common:ident: $common_type:ty;)?
        $(required [$($required:literal),+];)?
        $(shorthand $short:ident: $short_type:ty;)?
        $(custom $custom:ident;)?
        $(then $judge:ident;)?
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            /// The place of the table.
            pub span: crate::source::Span,
            $( $(#[doc = $field_doc])+ pub $field: Option<$type>, )+
            $( /// The keys that every entry can have.
            pub $common: $common_type, )?
        }

        impl super::fields::Fields for $name {
            const REQUIRED: &'static [&'static str] = &[$($($required),+)?];

            fn keys() -> Vec<&'static str> {
                #[allow(unused_mut)]
                let mut keys = vec![$( super::fields::key!($field $($key)?) ),+];
                $( keys.extend(<$common_type as super::fields::Fields>::keys()); )?
                keys
            }

            fn set(
                &mut self,
                key: &str,
                value: &super::decoder::Value<'_>,
                decoder: &mut super::decoder::Decoder<'_>,
            ) -> bool {
                $( if key == super::fields::key!($field $($key)?) {
                    self.$field = <$type as super::decoder::Decode>::decode(value, decoder);
                    return true;
                } )+
                $( if super::fields::Fields::set(&mut self.$common, key, value, decoder) {
                    return true;
                } )?
                false
            }

            fn set_span(&mut self, span: crate::source::Span) {
                self.span = span;
            }

            fn overlay(&mut self, newer: Self) {
                $( if newer.$field.is_some() {
                    self.$field = newer.$field;
                } )+
                $( super::fields::Fields::overlay(&mut self.$common, newer.$common); )?
            }

            fn unset(&mut self, key: &str) -> bool {
                $( if key == super::fields::key!($field $($key)?) {
                    self.$field = None;
                    return true;
                } )+
                $( if super::fields::Fields::unset(&mut self.$common, key) {
                    return true;
                } )?
                false
            }

            fn describe_keys(
                properties: &mut serde_json::Map<String, serde_json::Value>,
                definitions: &mut serde_json::Map<String, serde_json::Value>,
            ) {
                $(
                    #[allow(unused_mut)]
                    let mut schema = <$type as super::describe::Describe>::describe(definitions);
                    $( super::describe::choices(&mut schema, &$choices); )?
                    super::describe::described(&mut schema, &[$($field_doc),+]);
                    properties.insert(super::fields::key!($field $($key)?).to_owned(), schema);
                )+
                $( <$common_type as super::fields::Fields>::describe_keys(properties, definitions); )?
            }
        }

        impl super::covers::Covers for $name {
            fn places(&self, visit: &mut impl FnMut(crate::source::Span)) {
                visit(self.span);
                $( if let Some(value) = &self.$field {
                    super::covers::Covers::places(value, visit);
                } )+
                $( super::covers::Covers::places(&self.$common, visit); )?
            }
        }

        impl super::describe::Describe for $name {
            fn describe(
                definitions: &mut serde_json::Map<String, serde_json::Value>,
            ) -> serde_json::Value {
                let table = super::describe::table::<$name>(stringify!($name), &[$($doc),+], definitions);
                $( let table = super::describe::either(
                    <$short_type as super::describe::Describe>::describe(definitions), table); )?
                $( let table = super::describe::either($custom(definitions), table); )?
                table
            }
        }

        super::fields::decode_impl!($name $(, shorthand $short)? $(, custom $custom)? $(, then $judge)?);
    };
}

/// The spelling of a key: the field's name, or the one given behind `as`.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

macro_rules! decode_impl {
    ($name:ident) => {
        impl super::decoder::Decode for $name {
            fn decode(value: &super::decoder::Value<'_>, decoder: &mut super::decoder::Decoder<'_>) -> Option<Self> {
                super::fields::decode_table(value, decoder, "a table")
            }
        }
    };
    ($name:ident, then $judge:ident) => {
        impl super::decoder::Decode for $name {
            fn decode(value: &super::decoder::Value<'_>, decoder: &mut super::decoder::Decoder<'_>) -> Option<Self> {
                let table = super::fields::decode_table(value, decoder, "a table")?;
                $judge(&table, decoder);
                Some(table)
            }
        }
    };
    ($name:ident, shorthand $short:ident) => {
        impl super::decoder::Decode for $name {
            fn decode(value: &super::decoder::Value<'_>, decoder: &mut super::decoder::Decoder<'_>) -> Option<Self> {
                if matches!(value.get_ref(), toml::de::DeValue::Table(_)) {
                    return super::fields::decode_table(value, decoder, "a table");
                }
                let mut table = Self::default();
                super::fields::Fields::set_span(&mut table, decoder.span(value));
                table.$short = super::decoder::Decode::decode(value, decoder);
                table.$short.is_some().then_some(table)
            }
        }
    };
    ($name:ident, custom $custom:ident) => {};
}

pub(super) use {decode_impl, key, table};
