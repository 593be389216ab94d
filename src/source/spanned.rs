use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;

use super::Span;

/// A value and the place where it was written.
///
/// Equality, order and hash are the value's: where a thing stands is no part of what it is. serde sees the value
/// alone; what is read through serde stands [`NOWHERE`](Span::NOWHERE), unless the reader knows of `SPANNED`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// A string that remembers its place. Up to 23 bytes live inline, longer ones are shared: cloning never copies text.
pub type Text = Spanned<SmolStr>;

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// `value`, written by nobody.
    pub const fn nowhere(value: T) -> Self {
        Self { value, span: Span::NOWHERE }
    }
}

impl Text {
    /// The text alone.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T: PartialOrd> PartialOrd for Spanned<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<T: Ord> Ord for Spanned<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}

impl<T: Hash> Hash for Spanned<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// The name of the newtype as which serde reads a [`Spanned`]. A reader that knows places hands its visitor a sequence of
/// four: the span's [`words`](Span::to_words), then the value. Any other reader sees a newtype around the value.
pub const SPANNED: &str = "$tcpgen::Spanned";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(SPANNED, SpannedVisitor(PhantomData))
    }
}

struct SpannedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
    type Value = Spanned<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        T::deserialize(deserializer).map(Spanned::nowhere)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut located: A) -> Result<Self::Value, A::Error> {
        let mut words = [0; 3];
        for word in &mut words {
            *word = located.next_element()?.ok_or_else(|| A::Error::custom("a place has three words"))?;
        }
        let value = located.next_element()?.ok_or_else(|| A::Error::custom("a place has a value"))?;
        Ok(Spanned::new(value, Span::from_words(words)))
    }
}
