use std::fmt;
use std::ops::Range;

use super::forms;
use super::token::{Piece, Token};
use crate::diagnostic::closest;
use crate::store::Refusal;

/// A request, or a word of it, that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misunderstood {
    /// What is not understood.
    pub message: String,
    /// The nearest form of a request that is.
    pub help: String,
    /// The word, in bytes of the request.
    pub place: Range<usize>,
}

impl fmt::Display for Misunderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Misunderstood {}

impl Misunderstood {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>, place: Range<usize>) -> Self {
        Self { message: message.into(), help: help.into(), place }
    }

    pub(super) fn unclosed(opening: char, place: Range<usize>) -> Self {
        let closing = if opening == '[' { ']' } else { opening };
        Self::new(format!("`{opening}` is never closed"), format!("add a {closing} behind the last name"), place)
    }

    /// A word that has no meaning where it stands; `known` are those that have one.
    pub(super) fn word(token: &Token, known: &[&'static str], form: &str) -> Self {
        let text = match &token.piece {
            Piece::Word(text) | Piece::Quoted(text) => text.clone(),
            Piece::List(items) => format!("[{}]", items.join(", ")),
            Piece::Mark => "this mark".to_owned(),
        };
        let near =
            closest(&text, known.iter().copied()).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        Self::new(
            format!("`{text}` is not understood here"),
            format!("{near}understood is: {form}"),
            token.place.clone(),
        )
    }

    /// The request ends too early.
    pub(super) fn ends(what: &str, place: Range<usize>, form: &str) -> Self {
        Self::new(format!("{what} is missing"), format!("understood is: {form}"), place)
    }

    /// No request begins so.
    pub(super) fn verb(token: Option<&Token>, verbs: &[&'static str]) -> Self {
        match token {
            Some(token) => Self::word(token, verbs, &forms::all()),
            None => Self::ends("the request", 0..0, &forms::all()),
        }
    }

    /// As a refusal of a tool.
    pub fn refusal(&self) -> Refusal {
        Refusal::new("not-understood", self.message.clone()).help(self.help.clone())
    }
}
