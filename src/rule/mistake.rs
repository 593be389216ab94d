//! Guesses at the mistake behind a syntax error.

use super::parser::Parser;
use super::syntax_error::SyntaxMistake;
use super::token::{Token, TokenKind};

impl Parser<'_> {
    /// Why something follows a complete expression.
    pub(super) fn trailing_mistake(&self, ended: &Token) -> Option<SyntaxMistake> {
        match self.token.kind {
            TokenKind::Symbol("||" | "&&") if ended.kind == TokenKind::Newline => {
                Some(SyntaxMistake::OperatorAfterNewline)
            }
            TokenKind::Identifier => {
                let word = self.text(&self.token.range);
                let words = ["and", "or"];
                let is_word = words.iter().any(|operator| operator.eq_ignore_ascii_case(word));
                Some(if is_word { SyntaxMistake::WordOperator } else { SyntaxMistake::MissingOperator })
            }
            TokenKind::Symbol(")") => Some(SyntaxMistake::StrayParenthesis),
            TokenKind::Symbol("!" | ",") => Some(SyntaxMistake::MissingOperator),
            TokenKind::Semicolon => Some(SyntaxMistake::Semicolon),
            _ => None,
        }
    }

    pub(super) fn operand_mistake(&self) -> Option<SyntaxMistake> {
        match self.token.kind {
            TokenKind::Eof | TokenKind::Symbol("||" | "&&" | ")") if self.passed > 0 => {
                Some(SyntaxMistake::MissingOperand)
            }
            TokenKind::Symbol("{" | "^" | "." | "/" | "%") => Some(SyntaxMistake::Unquoted),
            _ => None,
        }
    }

    pub(super) fn closing_mistake(&self) -> Option<SyntaxMistake> {
        match self.token.kind {
            TokenKind::Newline if self.token.range.is_empty() => Some(SyntaxMistake::UnclosedParenthesis),
            TokenKind::Eof => Some(SyntaxMistake::UnclosedParenthesis),
            TokenKind::Newline => Some(SyntaxMistake::NewlineBeforeParenthesis),
            TokenKind::Identifier => {
                let word = self.text(&self.token.range);
                let is_word = ["and", "or"].iter().any(|operator| operator.eq_ignore_ascii_case(word));
                Some(if is_word { SyntaxMistake::WordOperator } else { SyntaxMistake::MissingOperator })
            }
            _ => None,
        }
    }
}
