//! Comments, which Go's scanner passes over, though not without a trace.

use std::ops::Range;

use super::lexer::Lexer;

impl Lexer<'_> {
    /// Passes a comment. One that reaches a newline ends the expression where a newline would.
    pub(super) fn comment(&mut self) {
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
