//! Go's number literals: never part of a rule that Traefik takes, but the words of its refusal depend on them.

use super::lexer::Lexer;
use super::token::{LiteralKind, TokenKind};

/// What a run of digits and underscores held.
#[derive(Default)]
struct Run {
    digits: bool,
    separators: bool,
    /// The first digit too high for the base.
    invalid: Option<usize>,
}

impl Lexer<'_> {
    /// A number literal at the current character.
    pub(super) fn number(&mut self) -> TokenKind {
        let start = self.at;
        let mut kind = LiteralKind::Int;
        let mut prefix = None;
        let mut run = Run::default();
        if self.next != Some('.') {
            prefix = self.number_prefix(&mut run);
            self.digits(base(prefix), &mut run);
        }
        if self.next == Some('.') {
            kind = LiteralKind::Float;
            if matches!(prefix, Some('o' | 'b')) {
                self.error(self.at, format!("invalid radix point in {}", literal_name(prefix)), None);
            }
            self.bump();
            self.digits(base(prefix), &mut run);
        }
        if !run.digits {
            self.error(self.at, format!("{} has no digits", literal_name(prefix)), None);
        }
        self.exponent(prefix, &mut kind, &mut run);
        if self.next == Some('i') {
            kind = LiteralKind::Imaginary;
            self.bump();
        }
        if let (LiteralKind::Int, Some(at)) = (kind, run.invalid) {
            let digit = self.text.get(at..=at).unwrap_or_default();
            self.error(at, format!("invalid digit '{digit}' in {}", literal_name(prefix)), None);
        }
        if run.separators {
            let literal = self.text.get(start..self.at).unwrap_or_default();
            if let Some(at) = misplaced_separator(literal) {
                self.error(start + at, "'_' must separate successive digits", None);
            }
        }
        TokenKind::Literal(kind)
    }

    fn number_prefix(&mut self, run: &mut Run) -> Option<char> {
        if self.next != Some('0') {
            return None;
        }
        self.bump();
        let letter = self.next.map(|c| c.to_ascii_lowercase()).filter(|c| matches!(c, 'x' | 'o' | 'b'));
        if letter.is_some() {
            self.bump();
        } else {
            run.digits = true;
        }
        Some(letter.unwrap_or('0'))
    }

    fn digits(&mut self, base: u32, run: &mut Run) {
        while let Some(c) = self.next.filter(|&c| c == '_' || c.is_digit(base.max(10))) {
            if c == '_' {
                run.separators = true;
            } else {
                run.digits = true;
                if !c.is_digit(base) && run.invalid.is_none() {
                    run.invalid = Some(self.at);
                }
            }
            self.bump();
        }
    }

    fn exponent(&mut self, prefix: Option<char>, kind: &mut LiteralKind, run: &mut Run) {
        let Some(letter) = self.next.filter(|c| matches!(c.to_ascii_lowercase(), 'e' | 'p')) else {
            if prefix == Some('x') && *kind == LiteralKind::Float {
                self.error(self.at, "hexadecimal mantissa requires a 'p' exponent", None);
            }
            return;
        };
        match letter.to_ascii_lowercase() {
            'e' if !matches!(prefix, None | Some('0')) => {
                self.error(self.at, format!("'{letter}' exponent requires decimal mantissa"), None);
            }
            'p' if prefix != Some('x') => {
                self.error(self.at, format!("'{letter}' exponent requires hexadecimal mantissa"), None);
            }
            _ => {}
        }
        self.bump();
        *kind = LiteralKind::Float;
        if matches!(self.next, Some('+' | '-')) {
            self.bump();
        }
        let mut exponent = Run::default();
        self.digits(10, &mut exponent);
        run.separators |= exponent.separators;
        if !exponent.digits {
            self.error(self.at, "exponent has no digits", None);
        }
    }
}

fn base(prefix: Option<char>) -> u32 {
    match prefix {
        None => 10,
        Some('x') => 16,
        Some('b') => 2,
        Some(_) => 8,
    }
}

fn literal_name(prefix: Option<char>) -> &'static str {
    match prefix {
        Some('x') => "hexadecimal literal",
        Some('o' | '0') => "octal literal",
        Some('b') => "binary literal",
        _ => "decimal literal",
    }
}

/// Where an underscore does not stand between digits; a base prefix counts as a digit.
fn misplaced_separator(literal: &str) -> Option<usize> {
    let bytes = literal.as_bytes();
    let letter = bytes.get(1).filter(|_| bytes.first() == Some(&b'0')).map(u8::to_ascii_lowercase);
    let prefixed = matches!(letter, Some(b'x' | b'o' | b'b'));
    let mut previous = if prefixed { b'0' } else { b'.' };
    for (at, &byte) in bytes.iter().enumerate().skip(if prefixed { 2 } else { 0 }) {
        let digit = byte.is_ascii_digit() || letter == Some(b'x') && byte.is_ascii_hexdigit();
        if byte == b'_' && previous != b'0' {
            return Some(at);
        }
        if byte != b'_' && !digit && previous == b'_' {
            return Some(at - 1);
        }
        previous = if byte == b'_' {
            b'_'
        } else if digit {
            b'0'
        } else {
            b'.'
        };
    }
    (previous == b'_').then(|| literal.len() - 1)
}
