use super::error::RegexpErrorKind;
use super::parser::{Failure, Parser};

impl Parser<'_> {
    /// One character behind a backslash, at the backslash (Go's `parseEscape`).
    pub(super) fn escape(&mut self) -> Result<u32, Failure> {
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.next_char() else {
            return Err(Failure { kind: RegexpErrorKind::TrailingBackslash, range: start..start });
        };
        let value = match letter {
            '0'..='7' => self.octal(letter),
            'x' => self.hexadecimal(),
            'a' => Some(7),
            'f' => Some(12),
            'n' => Some(10),
            'r' => Some(13),
            't' => Some(9),
            'v' => Some(11),
            _ if letter.is_ascii() && !letter.is_ascii_alphanumeric() => Some(u32::from(letter)),
            _ => None,
        };
        value.ok_or(Failure { kind: RegexpErrorKind::Escape, range: start..self.at })
    }

    /// Up to three octal digits; one alone, unless it is 0, would be a back-reference.
    fn octal(&mut self, first: char) -> Option<u32> {
        let mut value = first.to_digit(8)?;
        let digit = |parser: &Self| parser.peek().and_then(|next| next.to_digit(8));
        if first != '0' && digit(self).is_none() {
            return None;
        }
        for _ in 0..2 {
            let Some(next) = digit(self) else { break };
            value = value * 8 + next;
            self.at += 1;
        }
        Some(value)
    }

    /// Two digits, or any number of them in braces.
    fn hexadecimal(&mut self) -> Option<u32> {
        let first = self.next_char()?;
        if first != '{' {
            let high = first.to_digit(16);
            let low = self.next_char().and_then(|second| second.to_digit(16));
            return Some(high? * 16 + low?);
        }
        let (mut value, mut digits) = (0, 0);
        loop {
            match self.next_char()? {
                '}' if digits > 0 => return Some(value),
                digit => {
                    value = value * 16 + digit.to_digit(16)?;
                    digits += 1;
                    if value > u32::from(char::MAX) {
                        return None;
                    }
                }
            }
        }
    }
}
