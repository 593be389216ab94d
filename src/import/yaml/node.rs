use smol_str::SmolStr;

use super::key::Key;
use super::scalar::Scalar;
use crate::source::{Span, Text};

/// A YAML node and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Value {
    /// A scalar.
    Scalar {
        /// Its text, escapes resolved.
        text: SmolStr,
        /// Whether it is neither quoted nor tagged a string, so that its text decides on its type.
        plain: bool,
    },
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order written; a key stands once.
    Map(Vec<(Key, Node)>),
}

impl Node {
    /// The value of a key, where this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(known, _)| known.as_str() == key).map(|(_, value)| value)
    }

    /// The entries of a mapping; none for anything else.
    pub fn entries(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The text of a scalar that is a string.
    pub fn string(&self) -> Option<Text> {
        match (&self.value, self.scalar()) {
            (Value::Scalar { text, .. }, Some(Scalar::String)) => Some(Text::new(text.clone(), self.span)),
            _ => None,
        }
    }

    /// What a scalar's text means.
    pub fn scalar(&self) -> Option<Scalar> {
        match &self.value {
            Value::Scalar { text, plain: true } => Some(Scalar::resolve(text)),
            Value::Scalar { plain: false, .. } => Some(Scalar::String),
            _ => None,
        }
    }

    /// Whether this says nothing at all.
    pub fn is_null(&self) -> bool {
        self.scalar() == Some(Scalar::Null)
    }

    /// What kind of value this is, in words: "a boolean".
    pub fn type_name(&self) -> &'static str {
        match (&self.value, self.scalar()) {
            (_, Some(scalar)) => scalar.type_name(),
            (Value::List(_), _) => "a list",
            _ => "a mapping",
        }
    }
}
