//! Go's scanner (`go/scanner`), as far as a single expression can drive it.

use std::ops::Range;

use super::errors::Errors;
use super::go_quote::{code_point, quoted_char};
use super::syntax_error::SyntaxMistake;
use super::token::{LiteralKind, Token, TokenKind};

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
    ends: bool,
    /// A newline inside a comment that ended the expression.
    pending_newline: Option<usize>,
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
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at + 1).copied()
    }

    /// Passes the current character and looks at the one behind it.
    pub(super) fn bump(&mut self) {
        if let Some(c) = self.next {
            self.at += c.len_utf8();
            self.look();
        }
    }

    fn look(&mut self) {
        self.next = self.text.get(self.at..).and_then(|rest| rest.chars().next());
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

    /// Passes a comment. One that reaches a newline ends the expression where a newline would.
    fn comment(&mut self) {
        let start = self.at;
        self.bump();
        if self.next == Some('/') {
            while self.next.is_some_and(|c| c != '\n') {
                self.bump();
            }
            self.line_directive(start, start + 2..self.at);
            return;
        }
        self.bump();
        let mut newline = None;
        loop {
            match self.next {
                None => {
                    self.error_over(start..self.at, "comment not terminated", None);
                    break;
                }
                Some('*') if self.peek() == Some(b'/') => {
                    self.bump();
                    self.bump();
                    self.line_directive(start, start + 2..self.at - 2);
                    break;
                }
                Some('\n') if newline.is_none() => newline = Some(self.at),
                Some(_) => {}
            }
            self.bump();
        }
        if self.ends && newline.is_some() {
            self.pending_newline = newline;
            self.ends = false;
        }
    }

    /// `//line file:12` moves Go's line count, and a wrong number in it is an error. tcpgen reports the error and keeps
    /// its own count.
    fn line_directive(&mut self, start: usize, inside: Range<usize>) {
        let text = self.text;
        let own_line = text.get(..start).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
        let block = text.get(start..).is_some_and(|rest| rest.starts_with("/*"));
        let Some(words) = text.get(inside.clone()).and_then(|inside| inside.strip_prefix("line ")) else { return };
        let words = if block { words } else { words.strip_suffix('\r').unwrap_or(words) };
        if !(own_line || block) {
            return;
        }
        let base = inside.start + "line ".len();
        let Some((before, last)) = words.rsplit_once(':') else { return };
        let invalid = |number: &str| number.is_empty() || number.parse::<u64>().is_err() || number.starts_with('+');
        let at = base + before.len() + 1;
        if invalid(last) {
            return self.error(at, format!("invalid line number: {last}"), None);
        }
        let (what, at, number) = match before.rsplit_once(':') {
            Some((file, line)) if !invalid(line) => {
                if is_zero(last) {
                    return self.error(at, format!("invalid column number: {last}"), None);
                }
                ("line", base + file.len() + 1, &words[file.len() + 1..])
            }
            _ => ("line", at, last),
        };
        if is_zero(number.split(':').next().unwrap_or(number)) {
            self.error(at, format!("invalid {what} number: {number}"), None);
        }
    }
}

fn is_zero(number: &str) -> bool {
    number.bytes().all(|byte| byte == b'0')
}

/// Go's `isLetter`; beyond ASCII the standard library's letters are a shade more than Go's.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || !c.is_ascii() && c.is_alphabetic()
}

impl Lexer<'_> {
    /// `'x'`
    fn char_literal(&mut self) -> TokenKind {
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
    fn string(&mut self) -> TokenKind {
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
    fn raw_string(&mut self) -> TokenKind {
        let start = self.at;
        self.bump();
        while self.next.is_some_and(|c| c != '`') {
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
