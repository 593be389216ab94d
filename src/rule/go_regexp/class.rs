use super::char_set::CharSet;
use super::error::RegexpErrorKind;
use super::parser::{Failure, Parser};
use super::properties::property;

impl Parser<'_> {
    /// `[..]`, at its bracket (Go's `parseClass`).
    pub(super) fn class(&mut self) -> Result<CharSet, Failure> {
        let start = self.at;
        self.at += 1;
        let negated = self.rest().starts_with('^');
        self.at += usize::from(negated);
        let mut set = CharSet::default();
        let mut first = true;
        while first || !self.rest().starts_with(']') {
            first = false;
            let named = match self.named_class()? {
                None => self.group()?,
                found => found,
            };
            match named {
                Some(group) => set.add(&group),
                None => self.class_range(start, &mut set)?,
            }
        }
        self.at += 1;
        Ok(if negated { set.negated() } else { set })
    }

    /// `a` or `a-z` inside a class.
    fn class_range(&mut self, class: usize, set: &mut CharSet) -> Result<(), Failure> {
        let start = self.at;
        let low = self.class_char(class)?;
        let mut high = low;
        let mut ahead = self.rest().bytes();
        if ahead.next() == Some(b'-') && ahead.next().is_some_and(|byte| byte != b']') {
            self.at += 1;
            high = self.class_char(class)?;
            if high < low {
                return Err(Failure { kind: RegexpErrorKind::CharRange, range: start..self.at });
            }
        }
        let mut range = CharSet::default();
        range.add_range(low, high);
        if self.flags.ignore_case {
            range.fold();
        }
        set.add(&range);
        Ok(())
    }

    fn class_char(&mut self, class: usize) -> Result<u32, Failure> {
        if self.rest().starts_with('\\') {
            return self.escape();
        }
        let missing = Failure { kind: RegexpErrorKind::MissingBracket, range: class..self.text.len() };
        self.next_char().map(u32::from).ok_or(missing)
    }

    /// `[:alpha:]`, if one stands here.
    fn named_class(&mut self) -> Result<Option<CharSet>, Failure> {
        let Some(inside) = self.rest().strip_prefix("[:").filter(|_| !self.no_named_class) else { return Ok(None) };
        let Some((name, _)) = inside.split_once(":]") else {
            self.no_named_class = true;
            return Ok(None);
        };
        let start = self.at;
        self.at += name.len() + 4;
        let (name, negated) = name.strip_prefix('^').map_or((name, false), |name| (name, true));
        let member: fn(u8) -> bool = match name {
            "alnum" => |b| b.is_ascii_alphanumeric(),
            "alpha" => |b| b.is_ascii_alphabetic(),
            "ascii" => |_| true,
            "blank" => |b| matches!(b, b'\t' | b' '),
            "cntrl" => |b| b.is_ascii_control(),
            "digit" => |b| b.is_ascii_digit(),
            "graph" => |b| b.is_ascii_graphic(),
            "lower" => |b| b.is_ascii_lowercase(),
            "print" => |b| matches!(b, b' '..=b'~'),
            "punct" => |b| b.is_ascii_punctuation(),
            "space" => |b| matches!(b, b'\t'..=b'\r' | b' '),
            "upper" => |b| b.is_ascii_uppercase(),
            "word" => is_word,
            "xdigit" => |b| b.is_ascii_hexdigit(),
            _ => return Err(Failure { kind: RegexpErrorKind::CharRange, range: start..self.at }),
        };
        Ok(Some(self.signed(CharSet::of_ascii(member), negated)))
    }

    /// `\d`, `\pL`, `\P{Greek}` and the like, if one stands here.
    pub(super) fn group(&mut self) -> Result<Option<CharSet>, Failure> {
        let mut ahead = self.rest().chars();
        if ahead.next() != Some('\\') {
            return Ok(None);
        }
        let Some(letter) = ahead.next() else { return Ok(None) };
        let member: fn(u8) -> bool = match letter.to_ascii_lowercase() {
            'd' => |b| b.is_ascii_digit(),
            's' => |b| matches!(b, b'\t' | b'\n' | b'\x0c' | b'\r' | b' '),
            'w' => is_word,
            'p' => return self.unicode_class(letter == 'P').map(Some),
            _ => return Ok(None),
        };
        self.at += 2;
        Ok(Some(self.signed(CharSet::of_ascii(member), letter.is_ascii_uppercase())))
    }

    /// Go's `parseUnicodeClass`.
    fn unicode_class(&mut self, negated: bool) -> Result<CharSet, Failure> {
        let start = self.at;
        self.at += 2;
        let name = if self.rest().starts_with('{') {
            let Some((inside, _)) = self.rest().split_once('}') else {
                return Err(Failure { kind: RegexpErrorKind::CharRange, range: start..self.text.len() });
            };
            self.at += inside.len() + 1;
            inside.get(1..).unwrap_or_default()
        } else {
            let from = self.at;
            self.next_char();
            self.text.get(from..self.at).unwrap_or_default()
        };
        let (name, inverted) = name.strip_prefix('^').map_or((name, false), |name| (name, true));
        let set = property(name).ok_or(Failure { kind: RegexpErrorKind::CharRange, range: start..self.at })?;
        Ok(self.signed(set, negated != inverted))
    }

    /// Case first, then the sign, as Go has it: `(?i)\W` does not match the Kelvin sign.
    fn signed(&self, mut set: CharSet, negated: bool) -> CharSet {
        if self.flags.ignore_case {
            set.fold();
        }
        if negated { set.negated() } else { set }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
