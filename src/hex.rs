//! Bytes in hexadecimal, as digests are written.

const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];

/// The digits of bytes, two for each.
pub(crate) fn hex<'b>(bytes: impl IntoIterator<Item = &'b u8>) -> impl Iterator<Item = char> {
    bytes.into_iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
}
