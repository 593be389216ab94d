use serde_json::{Map, Value as Json, json};
use smol_str::{SmolStr, format_smolstr};
use toml::de::DeValue;

use super::decoder::Decode;
use super::decoder::{Decoder, Value};
use super::describe::Describe;
use crate::source::{Span, Spanned, Text};

/// One value, or a list of them.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOrMany<T> {
    /// The values, in order.
    pub items: Vec<T>,
    /// The place of the value or the list.
    pub span: Span,
}

impl<T: Decode> Decode for OneOrMany<T> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = decoder.span(value);
        if matches!(value.get_ref(), DeValue::Array(_)) {
            return Spanned::<Vec<T>>::decode(value, decoder).map(|items| Self { items: items.value, span });
        }
        T::decode(value, decoder).map(|item| Self { items: vec![item], span })
    }
}

impl<T: Describe> Describe for OneOrMany<T> {
    fn describe(definitions: &mut Map<String, Json>) -> Json {
        let item = T::describe(definitions);
        json!({ "anyOf": [item.clone(), { "type": "array", "items": item }] })
    }
}

/// What Kubernetes calls int-or-string: a port's number or name, a duration.
#[derive(Clone, Debug, PartialEq)]
pub enum IntOrText {
    /// A number.
    Int(Spanned<i64>),
    /// A text.
    Text(Text),
}

impl IntOrText {
    /// Its place.
    pub fn span(&self) -> Span {
        match self {
            Self::Int(number) => number.span,
            Self::Text(text) => text.span,
        }
    }

    /// A duration with its unit: digits alone are seconds (`github.com/traefik/paerser/types/duration.go`).
    pub fn as_duration(&self) -> SmolStr {
        match self {
            Self::Text(text) if !text.bytes().all(|byte| byte.is_ascii_digit()) => text.value.clone(),
            Self::Text(text) => format_smolstr!("{}s", text.value),
            Self::Int(seconds) => format_smolstr!("{}s", seconds.value),
        }
    }
}

impl Decode for IntOrText {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Integer(_) => Spanned::decode(value, decoder).map(Self::Int),
            DeValue::String(_) => Text::decode(value, decoder).map(Self::Text),
            other => decoder.wrong_type(value, "an integer or a string", other),
        }
    }
}

impl Describe for IntOrText {
    fn describe(_: &mut Map<String, Json>) -> Json {
        json!({ "type": ["integer", "string"] })
    }
}
