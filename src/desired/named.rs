use serde_json::{Map, Value as Json, json};

use super::decoder::Decode;
use super::decoder::{Decoder, Key, Value};
use super::describe::Describe;
use super::problem;
use crate::source::Text;

/// An entry of a table whose keys are names: `[middlewares.db-allowlist]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T> {
    /// The key as written: `name` or `namespace/name`.
    pub key: Text,
    /// What it stands for.
    pub body: T,
    /// Whether all that is written under the key could be read.
    pub whole: bool,
}

/// In file order.
impl<T: Decode> Decode for Vec<Named<T>> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(table) = decoder.expect_table(value, "a table of named entries") else {
            decoder.lose_name();
            return None;
        };
        let mut entries: Self = Vec::with_capacity(table.len());
        for (key, value) in table {
            let value = single(key, value, decoder);
            let (body, whole) = decoder.entry(key, |decoder| T::decode(value, decoder));
            match body {
                Some(body) => entries.push(Named { key: decoder.key(key), body, whole }),
                None => decoder.lose_name(),
            }
        }
        entries.sort_by_key(|entry| entry.key.span.start);
        Some(entries)
    }
}

/// The table of `[[routes.pg]]`, which is reported: an entry is a table, and this is a list of one.
fn single<'v, 'a>(key: &Key<'a>, value: &'v Value<'a>, decoder: &mut Decoder<'_>) -> &'v Value<'a> {
    let Some([item]) = value.get_ref().as_array().map(|items| &items[..]) else { return value };
    let (header, of_key) = (value.span(), key.span());
    if !item.get_ref().is_table() || of_key.start < header.start {
        return value;
    }
    let (key, header) = (decoder.key(key), decoder.span(value));
    decoder.report(problem::wrong_type::double_brackets(header, &key));
    item
}

impl<T: Describe> Describe for Vec<Named<T>> {
    fn describe(definitions: &mut Map<String, Json>) -> Json {
        json!({ "type": "object", "additionalProperties": T::describe(definitions) })
    }
}
