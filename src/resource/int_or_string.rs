use std::fmt;

use serde::{Deserialize, Serialize};

use crate::source::{Span, Spanned, Text};

/// What Kubernetes calls int-or-string: a port's number or name, a duration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
