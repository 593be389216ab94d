//! `table!`, which declares a table of the state file.

/// Declares a table of the state file: a struct whose every field is optional, its reader, its schema, its overlay.
///
/// - `key as "spelling": Type` gives a field a key that is no Rust name (`match`).
/// - `key: Type => CHOICES` lists the values for the schema.
/// - `required [a, b]` names keys without which the table means nothing.
/// - `slips SLIPS` names what people mean by keys that the table does not have.
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
        $(slips $slips:ident;)?
        $(shorthand $short:ident: $short_type:ty;)?
        $(custom $($custom:ident)?;)?
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
            $( const SLIPS: &'static [super::slip::Slip] = super::slip::$slips; )?

            fn keys() -> Vec<&'static str> {
                #[allow(unused_mut)]
                let mut keys = vec![$( super::table::key!($field $($key)?) ),+];
                $( keys.extend(<$common_type as super::fields::Fields>::keys()); )?
                keys
            }

            fn set(
                &mut self,
                key: &str,
                value: &super::decoder::Value<'_>,
                decoder: &mut super::decoder::Decoder<'_>,
            ) -> bool {
                $( if key == super::table::key!($field $($key)?) {
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
                $( if key == super::table::key!($field $($key)?) {
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
                    properties.insert(super::table::key!($field $($key)?).to_owned(), schema);
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
                $($( let table = super::describe::either($custom(definitions), table); )?)?
                table
            }
        }

        super::table::decode_impl!($name $(, shorthand $short)? $(, custom $($custom)?)? $(, then $judge)?);
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
                super::table::with_shorthand!($name, $short, value, decoder)
            }
        }
    };
    ($name:ident, shorthand $short:ident, then $judge:ident) => {
        impl super::decoder::Decode for $name {
            fn decode(value: &super::decoder::Value<'_>, decoder: &mut super::decoder::Decoder<'_>) -> Option<Self> {
                let table = super::table::with_shorthand!($name, $short, value, decoder)?;
                $judge(&table, decoder);
                Some(table)
            }
        }
    };
    ($name:ident, custom $($custom:ident)?) => {};
}

/// A table, or a value that stands for one of its keys.
macro_rules! with_shorthand {
    ($name:ident, $short:ident, $value:ident, $decoder:ident) => {
        if matches!($value.get_ref(), toml::de::DeValue::Table(_)) {
            super::fields::decode_table($value, $decoder, "a table")
        } else {
            let mut table = $name::default();
            super::fields::Fields::set_span(&mut table, $decoder.span($value));
            table.$short = super::decoder::Decode::decode($value, $decoder);
            table.$short.is_some().then_some(table)
        }
    };
}

pub(super) use {decode_impl, key, table, with_shorthand};
