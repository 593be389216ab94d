use std::fmt;
use std::ops::Range;

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

    pub(super) fn unclosed(opening: char, closing: char, place: Range<usize>) -> Self {
        Self::new(format!("`{opening}` is never closed"), format!("add a {closing} behind the last name"), place)
    }

    /// The request ends too early.
    pub(super) fn ends(what: &str, place: Range<usize>, form: &str) -> Self {
        Self::new(format!("{what} is missing"), format!("understood is: {form}"), place)
    }

    /// A word that turns the request round.
    pub(super) fn turning(word: &str, place: Range<usize>) -> Self {
        let help = "no negation and no exception is understood: name what is to be done. A name that is such a word needs \
                    quotes";
        Self::new(format!("`{word}` is not understood"), help, place)
    }

    /// A name is for life.
    pub(super) fn rename(place: Range<usize>) -> Self {
        let help = "in a state file, change the name of its table and all that refers to it; in a cluster, create the object \
                    under its new name, then delete the old one";
        Self::new("an object keeps its name: no tool renames one", help, place)
    }

    /// As a refusal of a tool.
    pub fn refusal(&self) -> Refusal {
        Refusal::new("not-understood", self.message.clone()).help(self.help.clone())
    }
}
