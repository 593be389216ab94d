use std::fmt::Write as _;

/// A set of characters: exact for ASCII, and beyond it unless `inexact`.
#[derive(Clone, Debug, Default)]
pub(super) struct CharSet {
    ascii: u128,
    /// Ranges beyond ASCII, ends included; in no order until [`Self::negated`].
    beyond: Vec<(u32, u32)>,
    /// Whether characters beyond ASCII may be missing or too many.
    inexact: bool,
}

const ASCII_END: u32 = 0x7f;
const LAST: u32 = 0x0010_ffff;
/// The two characters beyond ASCII that fold to an ASCII letter.
const LONG_S: u32 = 0x17f;
const KELVIN: u32 = 0x212a;

impl CharSet {
    /// Every character but a newline, or every one.
    pub fn any(newline: bool) -> Self {
        let mut set = Self { ascii: u128::MAX, beyond: vec![(ASCII_END + 1, LAST)], inexact: false };
        if !newline {
            set.ascii &= !bit(u32::from('\n'));
        }
        set
    }

    /// ASCII characters that satisfy a test; beyond ASCII the set is not known.
    pub fn property(member: impl Fn(u8) -> bool) -> Self {
        Self { inexact: true, ..Self::of_ascii(member) }
    }

    /// ASCII characters that satisfy a test, and no others.
    pub fn of_ascii(member: impl Fn(u8) -> bool) -> Self {
        let ascii = (0u8..128).filter(|&byte| member(byte)).fold(0, |set, byte| set | bit(byte.into()));
        Self { ascii, ..Self::default() }
    }

    /// Adds a range, ends included.
    pub fn add_range(&mut self, low: u32, high: u32) {
        for code in low..=high.min(ASCII_END) {
            self.ascii |= bit(code);
        }
        if high > ASCII_END {
            self.beyond.push((low.max(ASCII_END + 1), high));
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.ascii |= other.ascii;
        self.beyond.extend_from_slice(&other.beyond);
        self.inexact |= other.inexact;
    }

    /// Adds what equals a member but for its case. Beyond ASCII that is left open.
    pub fn fold(&mut self) {
        let upper = range_mask(b'A', b'Z');
        let lower = range_mask(b'a', b'z');
        let has = |set: &Self, code| set.beyond.iter().any(|&(low, high)| (low..=high).contains(&code));
        let (s, k) = (bit(b's'.into()) | bit(b'S'.into()), bit(b'k'.into()) | bit(b'K'.into()));
        self.inexact |= !self.beyond.is_empty();
        self.ascii |= if has(self, LONG_S) { s } else { 0 } | if has(self, KELVIN) { k } else { 0 };
        self.ascii |= (self.ascii & upper) << 32 | (self.ascii & lower) >> 32;
        for (letters, code) in [(s, LONG_S), (k, KELVIN)] {
            if self.ascii & letters != 0 {
                self.beyond.push((code, code));
            }
        }
    }

    /// All other characters.
    pub fn negated(mut self) -> Self {
        self.beyond.sort_unstable();
        let mut gaps = Vec::new();
        let mut next = ASCII_END + 1;
        for (low, high) in self.beyond {
            if low > next {
                gaps.push((next, low - 1));
            }
            next = next.max(high + 1);
        }
        if next <= LAST {
            gaps.push((next, LAST));
        }
        Self { ascii: !self.ascii, beyond: gaps, inexact: self.inexact }
    }

    /// Its ASCII members: bit n for the code n.
    pub fn ascii(&self) -> u128 {
        self.ascii
    }

    pub fn is_inexact(&self) -> bool {
        self.inexact
    }

    /// Whether it is made of upper-case ASCII letters alone.
    pub fn is_upper_case(&self) -> bool {
        let exact = self.beyond.is_empty() && !self.inexact;
        exact && self.ascii != 0 && self.ascii & !range_mask(b'A', b'Z') == 0
    }

    /// Whether every character but perhaps a newline is in the set.
    pub fn is_any(&self) -> bool {
        self.ascii | bit(u32::from('\n')) == u128::MAX && self.beyond.contains(&(ASCII_END + 1, LAST))
    }

    /// Writes the set as the engine reads it.
    pub fn push_engine_syntax(&self, out: &mut String) {
        let ranges: Vec<_> =
            self.ascii_ranges().chain(self.beyond.iter().copied()).flat_map(without_surrogates).collect();
        match ranges.as_slice() {
            // Never true.
            [] => out.push_str("(?:\\b\\B)"),
            &[(low, high)] if low == high => push_code(out, low),
            _ => {
                out.push('[');
                for &(low, high) in &ranges {
                    push_code(out, low);
                    out.push('-');
                    push_code(out, high);
                }
                out.push(']');
            }
        }
    }

    fn ascii_ranges(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut code = 0;
        std::iter::from_fn(move || {
            code += (self.ascii >> code.min(ASCII_END)).trailing_zeros();
            let length = self.ascii.checked_shr(code).unwrap_or(0).trailing_ones();
            let low = code;
            code += length;
            (length > 0).then(|| (low, code - 1))
        })
    }
}

/// No text holds surrogates, and the engine takes none.
fn without_surrogates((low, high): (u32, u32)) -> impl Iterator<Item = (u32, u32)> {
    [(low, high.min(0xd7ff)), (low.max(0xe000), high)].into_iter().filter(|(low, high)| low <= high)
}

fn push_code(out: &mut String, code: u32) {
    match u8::try_from(code).map(char::from) {
        Ok(letter) if letter.is_ascii_alphanumeric() => out.push(letter),
        // Writing to a string does not fail.
        _ => drop(write!(out, "\\x{{{code:x}}}")),
    }
}

fn bit(code: u32) -> u128 {
    1u128.checked_shl(code).unwrap_or(0)
}

fn range_mask(low: u8, high: u8) -> u128 {
    (low..=high).fold(0, |mask, byte| mask | bit(byte.into()))
}
