use super::error::RegexpErrorKind;
use super::level::{Flags, Level};
use super::parser::{Failure, Parser};

impl Parser<'_> {
    /// At an opening parenthesis.
    pub(super) fn open(&mut self) -> Result<(), Failure> {
        if self.rest().starts_with("(?") {
            return self.perl_group();
        }
        self.at += 1;
        self.push_level(true, self.flags);
        Ok(())
    }

    fn push_level(&mut self, captures: bool, flags: Flags) {
        self.outer.push(std::mem::replace(&mut self.current, Level::new(captures, flags)));
    }

    /// At a closing parenthesis.
    pub(super) fn close(&mut self) -> Result<(), Failure> {
        let Some(outer) = self.outer.pop() else {
            return Err(self.whole(RegexpErrorKind::UnexpectedParenthesis));
        };
        self.at += 1;
        let inner = std::mem::replace(&mut self.current, outer);
        self.flags = inner.flags;
        let captures = inner.captures;
        let item = inner.into_item();
        self.push_item(if captures { item.captured() } else { item })
    }

    /// `(?..`: a named group, a group without a number, or flags (Go's `parsePerlFlags`).
    fn perl_group(&mut self) -> Result<(), Failure> {
        let start = self.at;
        let rest = self.rest();
        for (prefix, shortest) in [("(?P<", 5), ("(?<", 4)] {
            if let Some(inside) = rest.strip_prefix(prefix).filter(|_| rest.len() >= shortest) {
                let Some((name, _)) = inside.split_once('>') else {
                    return Err(Failure { kind: RegexpErrorKind::NamedCapture, range: start..self.text.len() });
                };
                self.at += prefix.len() + name.len() + 1;
                if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                    return Err(Failure { kind: RegexpErrorKind::NamedCapture, range: start..self.at });
                }
                self.push_level(true, self.flags);
                return Ok(());
            }
        }
        self.at += 2;
        let before = self.flags;
        let mut flags = before;
        let (mut on, mut seen) = (true, false);
        while let Some(letter) = self.next_char() {
            match letter {
                '-' if on => (on, seen) = (false, false),
                ':' | ')' if on || seen => {
                    if letter == ':' {
                        self.push_level(false, before);
                    }
                    self.flags = flags;
                    return Ok(());
                }
                _ if flags.set(letter, on) => seen = true,
                _ => return Err(Failure { kind: RegexpErrorKind::PerlOperator, range: start..self.at }),
            }
        }
        Err(Failure { kind: RegexpErrorKind::PerlOperator, range: start..self.at })
    }
}
