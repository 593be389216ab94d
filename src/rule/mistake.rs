//! Guesses at the mistake behind a syntax error.

use super::parser::Parser;
use super::syntax_error::SyntaxMistake;
use super::token::{LiteralKind, Token, TokenKind};

impl Parser<'_> {
    /// Why something follows a complete expression.
    pub(super) fn trailing_mistake(&self, ended: &Token) -> Option<SyntaxMistake> {
        match self.token.kind {
            TokenKind::Symbol("||" | "&&") if ended.kind == TokenKind::Newline => {
                Some(SyntaxMistake::OperatorAfterNewline)
            }
            TokenKind::Identifier => Some(self.word_mistake()),
            TokenKind::Symbol(")") => Some(SyntaxMistake::StrayParenthesis),
            TokenKind::Symbol("!" | ",") => Some(SyntaxMistake::MissingOperator),
            TokenKind::Semicolon => Some(SyntaxMistake::Semicolon),
            _ => None,
        }
    }

    pub(super) fn operand_mistake(&self) -> Option<SyntaxMistake> {
        match self.token.kind {
            _ if self.text(&(0..self.passed)).ends_with('*') => Some(SyntaxMistake::Unquoted),
            TokenKind::Eof | TokenKind::Symbol("||" | "&&" | ")") if self.passed > 0 => {
                Some(SyntaxMistake::MissingOperand)
            }
            // Behind a bracket, quoted texts are a list, and anything else is a class of a regular expression.
            TokenKind::Symbol("[") if matches!(self.lexer.next, Some('`' | '"')) => None,
            TokenKind::Symbol("{" | "[" | "^" | "." | "/" | "%") => Some(SyntaxMistake::Unquoted),
            _ => None,
        }
    }

    pub(super) fn closing_mistake(&self) -> Option<SyntaxMistake> {
        match self.token.kind {
            TokenKind::Newline if self.token.range.is_empty() => Some(SyntaxMistake::UnclosedParenthesis),
            TokenKind::Eof => Some(SyntaxMistake::UnclosedParenthesis),
            TokenKind::Newline => Some(SyntaxMistake::NewlineBeforeParenthesis),
            TokenKind::Symbol("{" | "[") | TokenKind::Literal(LiteralKind::Int | LiteralKind::Float) => {
                Some(SyntaxMistake::Unquoted)
            }
            TokenKind::Identifier => Some(self.word_mistake()),
            _ => None,
        }
    }

    /// Why a name stands where an operator should.
    fn word_mistake(&self) -> SyntaxMistake {
        let word = self.text(&self.token.range);
        let before = self.text(&(0..self.passed));
        let before = before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or(before);
        if ["and", "or"].iter().any(|operator| operator.eq_ignore_ascii_case(word)) {
            SyntaxMistake::WordOperator
        } else if before.eq_ignore_ascii_case("not") {
            SyntaxMistake::WordNot
        } else {
            SyntaxMistake::MissingOperator
        }
    }
}
