use std::ops::Range;

use super::lexer::Lexer;
use super::matcher_name::MatcherName;
use super::token::TokenKind;

/// What a part of a rule is to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulePart {
    /// The name of a matcher.
    Matcher,
    /// Another word.
    Word,
    /// An argument with its quotes.
    Argument,
    /// `&&`, `||` or `!`.
    Operator,
    /// A bracket or a comma.
    Punctuation,
}

impl RulePart {
    /// What it is, in one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Matcher => "matcher",
            Self::Word => "word",
            Self::Argument => "argument",
            Self::Operator => "operator",
            Self::Punctuation => "punctuation",
        }
    }
}

/// The parts of a rule's text in order, whether it is a rule or not. Blanks and comments are none.
pub fn parts(text: &str) -> Vec<(Range<usize>, RulePart)> {
    let mut lexer = Lexer::new(text);
    let mut parts = Vec::new();
    loop {
        let token = lexer.token();
        let part = match token.kind {
            TokenKind::Eof => return parts,
            TokenKind::Newline | TokenKind::Semicolon | TokenKind::Illegal => continue,
            TokenKind::Identifier | TokenKind::Keyword(_) => {
                let word = text.get(token.range.clone()).unwrap_or_default();
                if MatcherName::from_spelling(word).is_some() { RulePart::Matcher } else { RulePart::Word }
            }
            TokenKind::Literal(_) => RulePart::Argument,
            TokenKind::Symbol("&&" | "||" | "!") => RulePart::Operator,
            TokenKind::Symbol(_) => RulePart::Punctuation,
        };
        parts.push((token.range, part));
    }
}

#[cfg(test)]
mod tests {
    use super::{RulePart, parts};

    #[test]
    fn every_part_has_its_place_and_kind() {
        let text = "!HostSNI(`ü`) && Foo(\"b";
        let found: Vec<_> = parts(text).into_iter().map(|(range, part)| (&text[range], part)).collect();
        assert_eq!(
            found,
            [
                ("!", RulePart::Operator),
                ("HostSNI", RulePart::Matcher),
                ("(", RulePart::Punctuation),
                ("`ü`", RulePart::Argument),
                (")", RulePart::Punctuation),
                ("&&", RulePart::Operator),
                ("Foo", RulePart::Word),
                ("(", RulePart::Punctuation),
                ("\"b", RulePart::Argument),
            ]
        );
    }
}
