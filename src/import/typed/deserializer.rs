use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{IntoDeserializer, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};

use super::error::Error;
use super::key::KeyDeserializer;
use super::located::Located;
use super::notes::Notes;
use super::path::Path;
use crate::diagnostic::Diagnostic;
use crate::import::problem::{invalid_manifest, manifest_misplaced_field, manifest_unknown_field, manifest_wrong_type};
use crate::import::yaml::{Key, Node, Scalar, Value};
use crate::source::SPANNED;

/// A node for serde to read.
#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'n> {
    pub node: &'n Node,
    pub path: Path<'n>,
    pub notes: &'n Notes,
}

impl NodeDeserializer<'_> {
    /// Notes that something else has to stand here.
    fn refuse<T>(self, expected: &str) -> Result<T, Error> {
        let found = self.node.type_name();
        let path = self.path.to_string();
        let note = manifest_wrong_type::diagnostic(self.node.span, &path, expected, found);
        self.notes.set_bad(self.node, Some(note));
        Err(Error::Noted)
    }

    /// What serde found by itself becomes a note on this node.
    fn noted<T>(self, result: Result<T, Error>) -> Result<T, Error> {
        match result {
            Err(Error::Expected(what)) => {
                let found = self.node.type_name();
                let note = manifest_wrong_type::diagnostic(self.node.span, &self.path.to_string(), &what, found);
                self.notes.set_bad(self.node, Some(note));
                Err(Error::Noted)
            }
            Err(Error::Missing(field)) => {
                // A field that is there and cannot be read was noted itself.
                let there = self.node.get(field).is_some_and(|value| self.notes.is_bad(value));
                let missing = || invalid_manifest::missing_field(self.node.span, &self.path.to_string(), field);
                self.notes.set_bad(self.node, (!there).then(missing));
                Err(Error::Noted)
            }
            other => other,
        }
    }
}

impl NodeDeserializer<'_> {
    /// The entries of a mapping, without those that say nothing (null), are unknown, or cannot be read. Any key is known
    /// where there are no `fields`.
    fn entries<'de, V: Visitor<'de>>(self, fields: Option<&[&str]>, visitor: V) -> Result<V::Value, Error> {
        let Value::Map(entries) = &self.node.value else { return self.refuse("a mapping") };
        let read = entries.iter().filter(|(key, node)| {
            if let Some(fields) = fields {
                return self.is_known(key, node, fields) && !node.is_null() && !self.notes.is_bad(node);
            }
            self.note_misread(key);
            !self.notes.is_bad(node)
        });
        let read = read.map(|(key, node)| {
            (KeyDeserializer(key), NodeDeserializer { node, path: self.path.field(key), notes: self.notes })
        });
        self.noted(visitor.visit_map(MapDeserializer::new(read)))
    }

    fn is_known(&self, key: &Key, node: &Node, fields: &[&str]) -> bool {
        let is_known = fields.contains(&key.as_str());
        if !is_known {
            self.notes.add(|| self.unknown(key, node, fields));
        }
        is_known
    }

    fn unknown(&self, key: &Key, node: &Node, fields: &[&str]) -> Diagnostic {
        let place = self.path.field(key).to_string();
        let of_rule = self.path.list() == Some("routes") && key.as_str() == "kind";
        if of_rule && node.string().is_some_and(|kind| kind.as_str() == "Rule") {
            return manifest_unknown_field::kind_rule(key, &place);
        }
        let misplaced = self.notes.kind.and_then(|kind| manifest_misplaced_field::diagnostic(key, &place, kind));
        misplaced.unwrap_or_else(|| manifest_unknown_field::diagnostic(key, &place, fields))
    }

    fn note_misread(&self, key: &Key) {
        if let Some(found) = key.misread() {
            let place = || self.path.field(key).to_string();
            self.notes.add(|| manifest_wrong_type::unquoted(key.span, &place(), key, found.type_name()));
        }
    }

    /// The items of a list, without those that cannot be read.
    fn items<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Value::List(items) = &self.node.value else { return self.refuse("a list") };
        let read = items.iter().enumerate().filter(|(_, node)| !self.notes.is_bad(node));
        let read = read.map(|(at, node)| NodeDeserializer { node, path: self.path.item(at), notes: self.notes });
        visitor.visit_seq(SeqDeserializer::new(read))
    }
}

impl IntoDeserializer<'_, Error> for NodeDeserializer<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for NodeDeserializer<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match (&self.node.value, self.node.scalar()) {
            (_, Some(Scalar::Int(number))) => {
                let result = visitor.visit_i64(number);
                self.noted(result)
            }
            (Value::Scalar { text, .. }, Some(Scalar::String)) => {
                let result = visitor.visit_str(text);
                self.noted(result)
            }
            _ => self.refuse("an integer or a string"),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.scalar() {
            Some(Scalar::Bool(flag)) => visitor.visit_bool(flag),
            _ => self.refuse("a boolean"),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.scalar() {
            Some(Scalar::Int(number)) => visitor.visit_i64(number),
            _ => self.refuse("an integer"),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Value::Scalar { text, .. } = &self.node.value else { return self.refuse("a string") };
        match self.node.scalar() {
            // Go reads null into a string as the empty one.
            Some(Scalar::Null) => visitor.visit_str(""),
            Some(Scalar::String) | None => visitor.visit_str(text),
            Some(other) => {
                self.notes.add(|| {
                    let path = self.path.to_string();
                    manifest_wrong_type::unquoted(self.node.span, &path, text, other.type_name())
                });
                visitor.visit_str(text)
            }
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.node.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        if name == SPANNED {
            visitor.visit_seq(Located::new(self.node.span, self))
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.items(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.entries(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.entries(Some(fields), visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct enum identifier
    }
}
