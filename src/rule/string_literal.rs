//! Literals in quotes, as Go's scanner reads them.

use super::go_quote::code_point;
use super::lexer::Lexer;
use super::syntax_error::SyntaxMistake;
use super::token::{LiteralKind, TokenKind};

impl Lexer<'_> {
    /// `'x'`
    pub(super) fn char_literal(&mut self) -> TokenKind {
        let start = self.at;
        self.bump();
        let (mut valid, mut length) = (true, 0);
        loop {
            match self.next {
                None | Some('\n') => {
                    if valid {
                        self.error_over(
                            start..self.at,
                            "rune literal not terminated",
                            Some(SyntaxMistake::SingleQuotes),
                        );
                    }
                    return TokenKind::Literal(LiteralKind::Char);
                }
                Some('\'') => break,
                Some(c) => {
                    length += 1;
                    self.bump();
                    if c == '\\' && !self.escape('\'') {
                        valid = false;
                    }
                }
            }
        }
        self.bump();
        if valid && length != 1 {
            self.error_over(start..self.at, "illegal rune literal", Some(SyntaxMistake::SingleQuotes));
        }
        TokenKind::Literal(LiteralKind::Char)
    }

    /// `"x"`
    pub(super) fn string(&mut self) -> TokenKind {
        let start = self.at;
        self.bump();
        loop {
            match self.next {
                None | Some('\n') => {
                    self.error_over(
                        start..self.at,
                        "string literal not terminated",
                        Some(SyntaxMistake::UnclosedString),
                    );
                    break;
                }
                Some('"') => {
                    self.bump();
                    break;
                }
                Some(c) => {
                    self.bump();
                    if c == '\\' {
                        self.escape('"');
                    }
                }
            }
        }
        TokenKind::Literal(LiteralKind::String)
    }

    /// `` `x` ``
    pub(super) fn raw_string(&mut self) -> TokenKind {
        let start = self.at;
        self.bump();
        loop {
            self.jump(|byte| matches!(byte, 1..=0x7f) && byte != b'`');
            if self.next.is_none_or(|c| c == '`') {
                break;
            }
            self.bump();
        }
        if self.next.is_none() {
            self.error_over(start..self.at, "raw string literal not terminated", Some(SyntaxMistake::UnclosedString));
        }
        self.bump();
        TokenKind::Literal(LiteralKind::String)
    }

    /// What follows a backslash; false where it is no escape.
    fn escape(&mut self, quote: char) -> bool {
        let start = self.at;
        let (digits, base, max) = match self.next {
            Some('a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\') => (0, 8, 0),
            Some(c) if c == quote => (0, 8, 0),
            Some('0'..='7') => (3, 8, 255),
            Some('x') => (2, 16, 255),
            Some('u') => (4, 16, 0x0010_ffff),
            Some('U') => (8, 16, 0x0010_ffff),
            Some(_) => {
                self.error(start, "unknown escape sequence", Some(SyntaxMistake::UnknownEscape));
                return false;
            }
            None => {
                self.error(start, "escape sequence not terminated", Some(SyntaxMistake::UnclosedString));
                return false;
            }
        };
        if base == 16 || digits == 0 {
            self.bump();
        }
        let mut value = 0u32;
        for _ in 0..digits {
            let Some(digit) = self.next.and_then(|c| c.to_digit(base)) else {
                let message = self.next.map_or("escape sequence not terminated".to_owned(), |c| {
                    format!("illegal character {} in escape sequence", code_point(c))
                });
                self.error(self.at, message, None);
                return false;
            };
            value = value.wrapping_mul(base).wrapping_add(digit);
            self.bump();
        }
        if value > max && digits > 0 || (0xd800..0xe000).contains(&value) {
            self.error_over(start..self.at, "escape sequence is invalid Unicode code point", None);
            return false;
        }
        true
    }
}
