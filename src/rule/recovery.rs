//! How the parser passes tokens, complains of them, and goes on: Go's ways, so that what is reported is what Go reports.

use std::ops::Range;

use super::parser::{Parse, Parser};
use super::syntax_error::SyntaxMistake;
use super::token::TokenKind;

impl<'a> Parser<'a> {
    pub(super) fn text(&self, range: &Range<usize>) -> &'a str {
        self.lexer.text.get(range.clone()).unwrap_or_default()
    }

    pub(super) fn next(&mut self) {
        self.passed = self.token.range.end;
        self.token = self.lexer.token();
    }

    pub(super) fn expect(&mut self, symbol: &'static str) -> Parse<()> {
        self.expect_or(symbol, None)
    }

    /// Passes the symbol, or complains and passes whatever is there.
    pub(super) fn expect_or(&mut self, symbol: &'static str, mistake: Option<SyntaxMistake>) -> Parse<()> {
        if self.token.kind != TokenKind::Symbol(symbol) {
            self.expected_here(&format!("'{symbol}'"), mistake)?;
        }
        self.next();
        Ok(())
    }

    pub(super) fn expect_closing(&mut self, symbol: &'static str, context: &str) -> Parse<()> {
        let mistake = self.closing_mistake();
        if self.token.kind == TokenKind::Newline {
            let range = self.token.range.clone();
            self.error(range, format!("missing ',' before newline in {context}"), mistake)?;
            self.next();
        }
        self.expect_or(symbol, mistake)
    }

    /// Whether another element follows; a missing comma is reported and taken as written.
    pub(super) fn at_comma(&mut self, context: &str, follow: &'static str) -> Parse<bool> {
        if self.token.kind == TokenKind::Symbol(",") {
            return Ok(true);
        }
        if self.token.kind == TokenKind::Symbol(follow) {
            return Ok(false);
        }
        let newline = if self.token.kind == TokenKind::Newline { " before newline" } else { "" };
        let (range, mistake) = (self.token.range.clone(), self.closing_mistake());
        self.error(range, format!("missing ','{newline} in {context}"), mistake)?;
        Ok(true)
    }

    pub(super) fn error(
        &mut self,
        range: Range<usize>,
        message: impl Into<String>,
        mistake: Option<SyntaxMistake>,
    ) -> Parse<()> {
        self.lexer.errors.parser(range, message, mistake)
    }

    /// What was expected, and what stands here instead.
    pub(super) fn expected_here(&mut self, what: &str, mistake: Option<SyntaxMistake>) -> Parse<()> {
        let range = self.token.range.clone();
        let found = match self.token.kind {
            TokenKind::Newline => "newline".to_owned(),
            // A carriage return is no part of a raw string.
            TokenKind::Identifier | TokenKind::Literal(_) => self.text(&range).replace('\r', ""),
            kind => format!("'{}'", kind.name()),
        };
        self.error(range, format!("expected {what}, found {found}"), mistake)
    }

    /// Go's recovery behind a missing operand: on to a keyword that begins a statement, or to the end.
    pub(super) fn skip_to_statement(&mut self) {
        const STATEMENTS: [&str; 14] = [
            "break",
            "const",
            "continue",
            "defer",
            "fallthrough",
            "for",
            "go",
            "goto",
            "if",
            "return",
            "select",
            "switch",
            "type",
            "var",
        ];
        while self.token.kind != TokenKind::Eof {
            if matches!(self.token.kind, TokenKind::Keyword(word) if STATEMENTS.contains(&word)) {
                let at = self.token.range.start;
                let (last, times) = self.synchronised;
                if at == last && times < 10 {
                    self.synchronised.1 += 1;
                    return;
                }
                if at > last {
                    self.synchronised = (at, 0);
                    return;
                }
            }
            self.next();
        }
    }
}
