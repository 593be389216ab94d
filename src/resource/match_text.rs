use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;

use crate::source::{Span, Text};

/// The text of a rule, and where it comes from.
#[derive(Clone, Debug, Default)]
pub struct MatchText {
    /// In Traefik's match language.
    pub text: SmolStr,
    /// The `match` or `sni` it was made from, or the whole route when it says neither.
    pub span: Span,
    /// The server names that [`text`](Self::text) was made from, when it was made from `sni`: the n-th HostSNI matcher
    /// stands at the n-th place. Empty for a rule that was written as such.
    pub made_from: Vec<Span>,
    /// Whether the text was written as such, so that a range of it is a range of the source's string.
    pub written: bool,
}

impl MatchText {
    /// A rule that was written in Traefik's language.
    pub fn written(text: &Text) -> Self {
        Self { text: text.value.clone(), span: text.span, made_from: Vec::new(), written: true }
    }
}

/// Where a rule comes from is no part of what it is.
impl PartialEq for MatchText {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for MatchText {}

impl Serialize for MatchText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MatchText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::deserialize(deserializer)?;
        Ok(Self::written(&text))
    }
}
