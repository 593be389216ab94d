use super::fold::equals;

/// A set of characters: exact for ASCII, and beyond it unless `inexact`.
#[derive(Clone, Debug, Default)]
pub(super) struct CharSet {
    ascii: u128,
    /// Ranges beyond ASCII, ends included, in no order.
    beyond: Vec<(u32, u32)>,
    /// Whether characters beyond ASCII may be missing or too many.
    inexact: bool,
}

const ASCII_END: u32 = 0x7f;
const LAST: u32 = 0x0010_ffff;
/// The two characters beyond ASCII that equal an ASCII letter but for its case.
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

    /// Adds what equals a member but for its case (Go's `appendFoldedRange`). What an inexact set lacks beyond ASCII stays
    /// unknown.
    pub fn fold(&mut self) {
        for (low, high) in self.beyond.clone() {
            equals(low, high, |low, high| self.add_range(low, high));
        }
        self.ascii |= (self.ascii & range_mask(b'A', b'Z')) << 32 | (self.ascii & range_mask(b'a', b'z')) >> 32;
        for (letter, code) in [(b's', LONG_S), (b'k', KELVIN)] {
            if self.ascii & bit(letter.into()) != 0 {
                self.beyond.push((code, code));
            }
        }
    }

    /// All other characters.
    pub fn negated(self) -> Self {
        let mut gaps = Vec::new();
        let mut next = ASCII_END + 1;
        for (low, high) in self.beyond() {
            if low > next {
                gaps.push((next, low - 1));
            }
            next = high + 1;
        }
        if next <= LAST {
            gaps.push((next, LAST));
        }
        Self { ascii: !self.ascii, beyond: gaps, inexact: self.inexact }
    }

    /// Its members beyond ASCII: ranges in order, ends included, none of which touch.
    pub fn beyond(&self) -> Vec<(u32, u32)> {
        let mut ranges = self.beyond.clone();
        ranges.sort_unstable();
        ranges.dedup_by(|next, before| {
            let touch = next.0 <= before.1 + 1;
            if touch {
                before.1 = before.1.max(next.1);
            }
            touch
        });
        ranges
    }

    /// Its ASCII members: bit n for the code n.
    pub fn ascii(&self) -> u128 {
        self.ascii
    }

    /// The character that is its only one; it is of ASCII.
    pub fn only(&self) -> Option<char> {
        let alone = self.ascii.is_power_of_two() && self.beyond.is_empty() && !self.inexact;
        u8::try_from(self.ascii.trailing_zeros()).ok().filter(|_| alone).map(char::from)
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
}

fn bit(code: u32) -> u128 {
    1u128.checked_shl(code).unwrap_or(0)
}

fn range_mask(low: u8, high: u8) -> u128 {
    (low..=high).fold(0, |mask, byte| mask | bit(byte.into()))
}
