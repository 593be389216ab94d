use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};
use smol_str::SmolStr;

use crate::source::{Span, Spanned, Text};

/// What Kubernetes calls int-or-string: a port's number or name, a duration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum IntOrString {
    /// A number.
    Int(Spanned<i64>),
    /// A text.
    String(Text),
}

impl IntOrString {
    /// Where it was written.
    pub fn span(&self) -> Span {
        match self {
            Self::Int(number) => number.span,
            Self::String(text) => text.span,
        }
    }
}

impl fmt::Display for IntOrString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(number) => number.value.fmt(f),
            Self::String(text) => text.value.fmt(f),
        }
    }
}

/// By hand, since serde's own way for untagged enums loses places.
impl<'de> Deserialize<'de> for IntOrString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, span } = Spanned::<Either>::deserialize(deserializer)?;
        Ok(match value {
            Either::Int(number) => Self::Int(Spanned::new(number, span)),
            Either::String(text) => Self::String(Spanned::new(text, span)),
        })
    }
}

enum Either {
    Int(i64),
    String(SmolStr),
}

impl<'de> Deserialize<'de> for Either {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EitherVisitor;
        impl Visitor<'_> for EitherVisitor {
            type Value = Either;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an integer or a string")
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Either, E> {
                Ok(Either::Int(number))
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Either, E> {
                i64::try_from(number).map(Either::Int).map_err(E::custom)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Either, E> {
                Ok(Either::String(text.into()))
            }
        }
        deserializer.deserialize_any(EitherVisitor)
    }
}
