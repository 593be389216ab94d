use serde::Deserializer;
use serde::de::{IntoDeserializer, Visitor, value::StrDeserializer};
use serde::forward_to_deserialize_any;

use super::access::{Entries, Items, Located};
use super::error::Error;
use super::notes::Notes;
use super::path::Path;
use crate::import::problem::{invalid_manifest, manifest_wrong_type};
use crate::import::yaml::{Node, Scalar, Value};
use crate::source::{SPANNED, Text};

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

    fn entries<'de, V: Visitor<'de>>(
        self,
        fields: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Map(entries) => {
                let result = visitor.visit_map(Entries::new(entries, fields, self));
                self.noted(result)
            }
            _ => self.refuse("a mapping"),
        }
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
        if name == SPANNED { visitor.visit_seq(Located::new(self)) } else { visitor.visit_newtype_struct(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::List(items) => visitor.visit_seq(Items::new(items, self)),
            _ => self.refuse("a list"),
        }
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

/// A key for serde to read: a string, whatever kubectl would make of it as a value.
pub(super) struct KeyDeserializer<'n>(pub &'n Text);

impl<'de> Deserializer<'de> for KeyDeserializer<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let text: StrDeserializer<'_, Error> = self.0.as_str().into_deserializer();
        text.deserialize_any(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        if name == SPANNED { visitor.visit_seq(Located::key(self.0)) } else { visitor.visit_newtype_struct(self) }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
