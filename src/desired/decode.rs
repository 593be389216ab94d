use toml::de::DeValue;

use super::decoder::{Decode, Decoder, Value};
use crate::source::{Spanned, Text};

impl Decode for Text {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(text) => Some(Self::new(text.as_ref().into(), decoder.span(value))),
            other => decoder.wrong_type(value, "a string", other),
        }
    }
}

impl Decode for Spanned<bool> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(Self::new(*flag, decoder.span(value))),
            DeValue::String(text) if matches!(text.as_ref(), "true" | "false") => {
                decoder.quoted(value, "a boolean", text)
            }
            other => decoder.wrong_type(value, "a boolean", other),
        }
    }
}

impl Decode for Spanned<i64> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let number = match value.get_ref() {
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        match number {
            Some(number) => Some(Self::new(number, decoder.span(value))),
            None if is_number(value.get_ref()) => {
                decoder.quoted(value, "an integer", value.get_ref().as_str().unwrap_or_default())
            }
            None => decoder.wrong_type(value, "an integer that fits 64 bits", value.get_ref()),
        }
    }
}

/// Whether a text is a number as people write it, in quotes.
fn is_number(value: &DeValue<'_>) -> bool {
    value.as_str().is_some_and(|text| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        !digits.starts_with(['0', '+']) && text.parse::<i64>().is_ok() || digits == "0"
    })
}

/// A table that is rare or large lives apart, so that the entries stay small.
impl<T: Decode> Decode for Box<T> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::decode(value, decoder).map(Self::new)
    }
}

impl<T: Decode> Decode for Spanned<Vec<T>> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Array(items) => {
                let mut list = Vec::with_capacity(items.len());
                list.extend(items.iter().filter_map(|item| T::decode(item, decoder)));
                Some(Self::new(list, decoder.span(value)))
            }
            other => decoder.no_list::<Self, T>(value, other),
        }
    }
}

/// String to string, as Kubernetes labels are. In file order.
impl Decode for Vec<(Text, Text)> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let table = decoder.expect_table(value, "a table of strings")?;
        let mut pairs: Self = Vec::with_capacity(table.len());
        for (key, value) in table {
            match value.get_ref() {
                DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) => decoder.unquoted(value),
                _ => pairs.extend(Text::decode(value, decoder).map(|text| (decoder.key(key), text))),
            }
        }
        pairs.sort_by_key(|(key, _)| key.span.start);
        Some(pairs)
    }
}
