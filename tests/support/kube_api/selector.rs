//! Label selectors, in the forms that compare with one value or ask for a label's presence.

use serde_json::Value;

use super::error::Refusal;

/// A label selector; all its terms have to hold.
#[derive(Debug, Default, Clone)]
pub(super) struct Selector {
    terms: Vec<Term>,
}

#[derive(Debug, Clone)]
enum Term {
    Is(String, String),
    IsNot(String, String),
    Has(String),
    HasNot(String),
}

impl Selector {
    /// Reads `a=b,c!=d,e,!f`. The forms with sets are refused.
    pub(super) fn parse(text: &str) -> Result<Self, Refusal> {
        let terms = text.split(',').map(str::trim).filter(|term| !term.is_empty()).map(Term::parse);
        Ok(Self { terms: terms.collect::<Result<_, _>>()? })
    }

    /// Whether it selects everything.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether an object has such labels.
    pub(super) fn selects(&self, object: &Value) -> bool {
        let label = |key: &str| object["metadata"]["labels"][key].as_str();
        self.terms.iter().all(|term| match term {
            Term::Is(key, value) => label(key) == Some(value),
            Term::IsNot(key, value) => label(key) != Some(value),
            Term::Has(key) => label(key).is_some(),
            Term::HasNot(key) => label(key).is_none(),
        })
    }
}

impl Term {
    fn parse(text: &str) -> Result<Self, Refusal> {
        if text.contains(['(', ')', ' ']) {
            return Err(Refusal::bad_request(format!("this server does not know the selector {text}")));
        }
        let pair = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
        if let Some((key, value)) = text.split_once("!=").map(pair) {
            return Ok(Self::IsNot(key, value));
        }
        if let Some((key, value)) = text.split_once("==").or_else(|| text.split_once('=')).map(pair) {
            return Ok(Self::Is(key, value));
        }
        Ok(text.strip_prefix('!').map_or_else(|| Self::Has(text.to_owned()), |key| Self::HasNot(key.to_owned())))
    }
}
