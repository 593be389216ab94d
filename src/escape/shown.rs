use std::fmt::{self, Display};

use super::coloured::coloured;
use super::plain::{line, lines};

/// Text for people, ready for a terminal or a log. Text of others gets in only through here, so it can neither steer the
/// terminal nor begin a command of a CI system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown(String);

impl Shown {
    /// A text of several lines.
    pub fn lines(text: &str) -> Self {
        Self(lines(text).into_owned())
    }

    /// What a renderer has drawn from escaped text, with its colours and its links to our pages. Whatever else steers a
    /// terminal, or begins a command, does not get through: escaping is not left to the renderer alone.
    pub fn coloured(text: &str) -> Self {
        Self(coloured(text))
    }

    /// Adds words of our own.
    pub fn own(&mut self, words: &'static str) {
        self.0.push_str(words);
    }

    /// Adds something of an input, which stays within its line.
    pub fn other(&mut self, text: impl Display) {
        self.0.push_str(&line(&text.to_string()));
    }

    /// Adds what is shown already.
    pub fn push(&mut self, more: &Self) {
        self.0.push_str(&more.0);
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A line from literals, which are our own words, and values, which stay within the line: `shown!("cannot read ", path, "\n")`.
macro_rules! shown {
    (@ $out:ident) => {};
    (@ $out:ident $own:literal $(, $($rest:tt)*)?) => {
        $out.own($own);
        $crate::escape::shown!(@ $out $($($rest)*)?);
    };
    (@ $out:ident $other:expr $(, $($rest:tt)*)?) => {
        $out.other($other);
        $crate::escape::shown!(@ $out $($($rest)*)?);
    };
    ($($part:tt)+) => {{
        let mut out = $crate::escape::Shown::default();
        $crate::escape::shown!(@ out $($part)+);
        out
    }};
}
pub(crate) use shown;

#[cfg(test)]
mod tests {
    use super::Shown;

    #[test]
    fn values_stay_within_their_line() {
        let name = "a\n::error::b\u{1b}[31m";
        assert_eq!(shown!("note: ", name, "\n").as_str(), "note: a\u{fffd}::error::b\u{fffd}[31m\n");
        assert_eq!(Shown::lines(name).as_str(), "a\n\u{fffd}::error::b\u{fffd}[31m");
    }
}
