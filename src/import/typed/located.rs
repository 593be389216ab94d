use serde::Deserializer;
use serde::de::{DeserializeSeed, IntoDeserializer, SeqAccess};

use crate::source::Span;

/// The words of a place and then the value there, as a [`Spanned`](crate::source::Spanned) reads them.
pub(super) struct Located<D> {
    words: std::array::IntoIter<u32, 3>,
    value: Option<D>,
}

impl<D> Located<D> {
    pub(super) fn new(place: Span, value: D) -> Self {
        Self { words: place.to_words().into_iter(), value: Some(value) }
    }
}

impl<'de, D: Deserializer<'de>> SeqAccess<'de> for Located<D> {
    type Error = D::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, D::Error> {
        if let Some(word) = self.words.next() {
            return seed.deserialize(word.into_deserializer()).map(Some);
        }
        self.value.take().map(|value| seed.deserialize(value)).transpose()
    }
}
