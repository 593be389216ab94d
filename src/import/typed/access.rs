use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess};

use super::deserializer::{KeyDeserializer, NodeDeserializer};
use super::error::Error;
use crate::diagnostic::Diagnostic;
use crate::import::problem::{manifest_unknown_field, manifest_wrong_type};
use crate::import::yaml::{Key, Node};
use crate::source::Text;

/// The items of a list, without those that cannot be read.
pub(super) struct Items<'n> {
    items: std::iter::Enumerate<std::slice::Iter<'n, Node>>,
    list: NodeDeserializer<'n>,
}

impl<'n> Items<'n> {
    pub(super) fn new(items: &'n [Node], list: NodeDeserializer<'n>) -> Self {
        Self { items: items.iter().enumerate(), list }
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let notes = self.list.notes;
        let Some((index, node)) = self.items.find(|(_, node)| !notes.is_bad(node)) else { return Ok(None) };
        let item = NodeDeserializer { node, path: self.list.path.item(index), notes };
        seed.deserialize(item).map(Some)
    }
}

/// The entries of a mapping, without those that say nothing (null), are unknown, or cannot be read.
pub(super) struct Entries<'n> {
    rest: std::slice::Iter<'n, (Key, Node)>,
    /// The known fields; none when any key may stand.
    fields: Option<&'static [&'static str]>,
    map: NodeDeserializer<'n>,
    value: Option<&'n (Key, Node)>,
}

impl<'n> Entries<'n> {
    pub(super) fn new(
        entries: &'n [(Key, Node)],
        fields: Option<&'static [&'static str]>,
        map: NodeDeserializer<'n>,
    ) -> Self {
        Self { rest: entries.iter(), fields, map, value: None }
    }

    fn is_read(&self, (key, node): &(Key, Node)) -> bool {
        let notes = self.map.notes;
        let Some(fields) = self.fields else {
            if let Some(found) = key.misread() {
                let place = || self.map.path.field(key).to_string();
                notes.add(|| manifest_wrong_type::unquoted(key.span, &place(), key, found.type_name()));
            }
            return !notes.is_bad(node);
        };
        if !fields.contains(&key.as_str()) {
            notes.add(|| self.unknown(key, node, fields));
            return false;
        }
        !node.is_null() && !notes.is_bad(node)
    }

    fn unknown(&self, key: &Key, node: &Node, fields: &[&str]) -> Diagnostic {
        let place = self.map.path.field(key).to_string();
        let of_rule = self.map.path.list() == Some("routes") && key.as_str() == "kind";
        if of_rule && node.string().is_some_and(|kind| kind.as_str() == "Rule") {
            return manifest_unknown_field::kind_rule(key, &place);
        }
        manifest_unknown_field::diagnostic(key, &place, fields)
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        loop {
            let Some(entry) = self.rest.next() else { return Ok(None) };
            if self.is_read(entry) {
                self.value = Some(entry);
                return seed.deserialize(KeyDeserializer(&entry.0)).map(Some);
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let Some((key, node)) = self.value.take() else { return Err(Error::Noted) };
        seed.deserialize(NodeDeserializer { node, path: self.map.path.field(key), notes: self.map.notes })
    }
}

/// The words of a place and then the value that stands there, as a [`Spanned`](crate::source::Spanned) reads them.
pub(super) struct Located<'n> {
    words: std::array::IntoIter<u32, 3>,
    value: Option<Value<'n>>,
}

enum Value<'n> {
    Node(NodeDeserializer<'n>),
    Key(&'n Text),
}

impl<'n> Located<'n> {
    pub(super) fn new(at: NodeDeserializer<'n>) -> Self {
        Self { words: at.node.span.to_words().into_iter(), value: Some(Value::Node(at)) }
    }

    pub(super) fn key(key: &'n Text) -> Self {
        Self { words: key.span.to_words().into_iter(), value: Some(Value::Key(key)) }
    }
}

impl<'de> SeqAccess<'de> for Located<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if let Some(word) = self.words.next() {
            return seed.deserialize(word.into_deserializer()).map(Some);
        }
        match self.value.take() {
            Some(Value::Node(at)) => seed.deserialize(at).map(Some),
            Some(Value::Key(key)) => seed.deserialize(KeyDeserializer(key)).map(Some),
            None => Ok(None),
        }
    }
}
