use std::ops::Range;
use std::sync::OnceLock;

use super::Position;

/// One input text under the name that messages use for it.
#[derive(Clone, Debug)]
pub struct SourceFile {
    name: String,
    text: String,
    line_starts: OnceLock<Vec<usize>>,
    /// Characters before each [`STEP`] of bytes: a place in a line of megabytes is found without counting the line.
    characters: OnceLock<Vec<usize>>,
}

/// Bytes between two known counts of characters.
const STEP: usize = 4096;

impl SourceFile {
    /// A file of this name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), line_starts: OnceLock::new(), characters: OnceLock::new() }
    }

    /// The name that messages use.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset. Offsets beyond the end, or inside a character, are moved back to one that exists.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let (line, start) = self.line_at(offset);
        Position { line, column: self.characters_before(offset) - self.characters_before(start) + 1, offset }
    }

    /// The byte range of the line that `offset` lies in, without its line ending.
    pub fn line(&self, offset: usize) -> Range<usize> {
        let (line, start) = self.line_at(offset.min(self.text.len()));
        let end = self.line_starts().get(line).map_or(self.text.len(), |&next| next - 1);
        let ending = usize::from(end < self.text.len() && self.text[start..end].ends_with('\r'));
        start..end - ending
    }

    /// The number of the line, from 1, and its first byte.
    fn line_at(&self, offset: usize) -> (usize, usize) {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= offset);
        (line, starts[line - 1])
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| line_starts(&self.text))
    }

    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let known = self.characters.get_or_init(|| characters(bytes));
        known[offset / STEP] + count(&bytes[offset / STEP * STEP..offset])
    }
}

/// Characters of a piece of text: bytes that begin one. The piece may be cut anywhere.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

fn characters(bytes: &[u8]) -> Vec<usize> {
    let sums = bytes.chunks_exact(STEP).scan(0, |sum, chunk| {
        *sum += count(chunk);
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0)
        .chain(text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_offsets_count_bytes() {
        let file = SourceFile::new("a", "ü = 1\nb = \"ö\"");
        assert_eq!(file.position(3), Position { line: 1, column: 3, offset: 3 });
        assert_eq!(file.position(1), Position { line: 1, column: 1, offset: 0 });
        assert_eq!(file.position(999), Position { line: 2, column: 8, offset: 15 });
    }

    #[test]
    fn a_long_line_of_wide_characters_is_counted_across_steps() {
        let file = SourceFile::new("a", format!("x\n{}", "漢".repeat(5000)));
        for at in [0, 1, 1364, 1365, 1366, 2731, 4999, 5000] {
            assert_eq!(file.position(2 + at * 3), Position { line: 2, column: at + 1, offset: 2 + at * 3 });
        }
        let exact = SourceFile::new("a", "y".repeat(STEP * 2));
        assert_eq!(exact.position(STEP * 2).column, STEP * 2 + 1);
    }

    #[test]
    fn a_line_is_given_without_its_ending() {
        let file = SourceFile::new("a", "ab\r\n\ncd\r");
        assert_eq!([file.line(0), file.line(3), file.line(4), file.line(99)], [0..2, 0..2, 4..4, 5..8]);
        assert_eq!(SourceFile::new("a", "").line(0), 0..0);
    }
}
