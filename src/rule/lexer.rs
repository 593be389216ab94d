//! Go's scanner (`go/scanner`), as far as a single expression can drive it.

use std::ops::Range;

use super::errors::Errors;
use super::go_quote::{code_point, quoted_char};
use super::syntax_error::SyntaxMistake;
use super::token::{Token, TokenKind};

/// Operators and delimiters, longer ones before their beginnings; `...` and `/` are not among them.
const SYMBOLS: [&str; 43] = [
    "<<=", ">>=", "&^=", "&&", "||", "==", "!=", "<=", ">=", "<-", "<<", ">>", "&^", "++", "--", "+=", "-=", "*=",
    "/=", "%=", "^=", "&=", "|=", ":=", "!", ".", "[", "]", "{", "}", ":", "+", "-", "*", "%", "^", "<", ">", "=", "&",
    "|", "~", "/",
];

pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    /// The character at `at`, already looked at (and complained about); `None` at the end.
    pub(super) next: Option<char>,
    pub(super) at: usize,
    /// A newline would end the expression here.
    pub(super) ends: bool,
    /// A newline inside a comment that ended the expression.
    pub(super) pending_newline: Option<usize>,
    pub(super) errors: Errors<'a>,
}

impl<'a> Lexer<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut lexer = Self { text, next: None, at: 0, ends: false, pending_newline: None, errors: Errors::new(text) };
        lexer.look();
        if lexer.next == Some('\u{feff}') {
            lexer.bump();
        }
        lexer
    }

    /// The next token; at the end, `Eof` over and over.
    pub fn token(&mut self) -> Token {
        loop {
            if let Some(newline) = self.pending_newline.take() {
                return Token { kind: TokenKind::Newline, range: newline..newline + 1 };
            }
            self.skip_blanks();
            let start = self.at;
            let kind = match self.next {
                Some(c) if is_letter(c) => self.word(),
                Some('0'..='9') => self.number(),
                Some('.') if self.peek().is_some_and(|byte| byte.is_ascii_digit()) => self.number(),
                Some('/') if matches!(self.peek(), Some(b'/' | b'*')) => {
                    self.comment();
                    continue;
                }
                None | Some('\n') if self.ends => {
                    self.ends = false;
                    self.bump();
                    return Token { kind: TokenKind::Newline, range: start..self.at };
                }
                None => TokenKind::Eof,
                Some(c) => self.symbol(c),
            };
            if kind != TokenKind::Illegal {
                self.ends = kind.ends_expression();
            }
            return Token { kind, range: start..self.at };
        }
    }

    /// The byte behind the current character.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at + 1).copied()
    }

    /// Passes the current character and looks at the one behind it.
    pub(super) fn bump(&mut self) {
        if let Some(c) = self.next {
            self.at += c.len_utf8();
            self.look();
        }
    }

    /// Passes a run of bytes that need no look each; `plain` takes ASCII alone, and not NUL.
    pub(super) fn jump(&mut self, plain: impl Fn(u8) -> bool) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|&byte| !plain(byte)).unwrap_or(rest.len());
        if length > 0 {
            self.at += length;
            self.look();
        }
    }

    fn look(&mut self) {
        self.next = match self.text.as_bytes().get(self.at) {
            Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
            _ => self.text.get(self.at..).and_then(|rest| rest.chars().next()),
        };
        match self.next {
            Some('\0') => self.error(self.at, "illegal character NUL", None),
            Some('\u{feff}') if self.at > 0 => {
                self.error(self.at, "illegal byte order mark", Some(SyntaxMistake::UnusualBlank));
            }
            _ => {}
        }
    }

    /// An error at an offset, covering the character there.
    pub(super) fn error(&mut self, at: usize, message: impl Into<String>, mistake: Option<SyntaxMistake>) {
        let width = self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        self.error_over(at..at + width, message, mistake);
    }

    pub(super) fn error_over(
        &mut self,
        range: Range<usize>,
        message: impl Into<String>,
        mistake: Option<SyntaxMistake>,
    ) {
        self.errors.scanner(range, message, mistake);
    }

    fn skip_blanks(&mut self) {
        while matches!(self.next, Some(' ' | '\t' | '\r')) || self.next == Some('\n') && !self.ends {
            self.bump();
        }
    }

    fn word(&mut self) -> TokenKind {
        let start = self.at;
        self.jump(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        while self.next.is_some_and(|c| is_letter(c) || c.is_ascii_digit() || !c.is_ascii() && c.is_numeric()) {
            self.bump();
        }
        TokenKind::of_word(self.text.get(start..self.at).unwrap_or_default())
    }

    fn symbol(&mut self, first: char) -> TokenKind {
        match first {
            '"' => self.string(),
            '`' => self.raw_string(),
            '\'' => self.char_literal(),
            '(' => self.single(TokenKind::Symbol("(")),
            ')' => self.single(TokenKind::Symbol(")")),
            ',' => self.single(TokenKind::Symbol(",")),
            ';' => self.single(TokenKind::Semicolon),
            _ => self.operator(first),
        }
    }

    fn single(&mut self, kind: TokenKind) -> TokenKind {
        self.bump();
        kind
    }

    fn operator(&mut self, first: char) -> TokenKind {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let known = if rest.starts_with("...") {
            Some("...")
        } else {
            SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol))
        };
        if let Some(symbol) = known {
            for _ in symbol.bytes() {
                self.bump();
            }
            return TokenKind::Symbol(symbol);
        }
        let start = self.at;
        self.bump();
        match first {
            '\u{feff}' => {}
            '“' | '”' => {
                let message = format!("curly quotation mark {} (use neutral '\"')", quoted_char(first));
                self.error(start, message, Some(SyntaxMistake::CurlyQuotes));
            }
            _ => {
                let mistake = match first {
                    '‘' | '’' | '´' => Some(SyntaxMistake::CurlyQuotes),
                    _ if first.is_whitespace() || matches!(first, '\u{200b}'..='\u{200d}' | '\u{2060}') => {
                        Some(SyntaxMistake::UnusualBlank)
                    }
                    '*' | '@' | '\\' | '$' | '?' | '#' => Some(SyntaxMistake::Unquoted),
                    _ => None,
                };
                self.error(start, format!("illegal character {}", code_point(first)), mistake);
            }
        }
        TokenKind::Illegal
    }
}

/// Go's `isLetter`; beyond ASCII the standard library's letters are a shade more than Go's.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || !c.is_ascii() && c.is_alphabetic()
}
