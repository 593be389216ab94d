use std::ops::Range;
use std::sync::OnceLock;

use super::Position;

/// One input text under the name that messages use for it.
#[derive(Clone, Debug)]
pub struct SourceFile {
    name: String,
    text: String,
    line_starts: OnceLock<Vec<usize>>,
    /// Lines before the text, of the page that it is a part of.
    lines_before: usize,
    /// Characters before each [`STEP`] of bytes: a place in a line of megabytes is found without counting the line.
    characters: OnceLock<Vec<usize>>,
    /// UTF-16 units before each [`STEP`], where places are to be given in them as well.
    units: Option<OnceLock<Vec<usize>>>,
}

/// Bytes between two known counts of characters. Each place counts half of it, and a list of objects has two for each.
const STEP: usize = 256;

impl SourceFile {
    /// A file of this name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (line_starts, characters) = (OnceLock::new(), OnceLock::new());
        Self { name: name.into(), text: text.into(), line_starts, lines_before: 0, characters, units: None }
    }

    /// The same text as a part of a page, behind so many lines: its positions are those on the page, with byte offsets in the
    /// text.
    #[must_use]
    pub fn behind_lines(mut self, lines: usize) -> Self {
        self.lines_before = lines;
        self
    }

    /// The same file, whose positions are given in UTF-16 units as well: JavaScript's strings count in them.
    #[must_use]
    pub fn counting_utf16(mut self) -> Self {
        self.units = Some(OnceLock::new());
        self
    }

    /// Whether another file is read and reported as this one.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text && self.units.is_some() == other.units.is_some()
    }

    /// The name that messages use.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is a manifest and not a state file: by its extension (`.yaml`, `.yml`, `.json` or `.toml`), or if it has
    /// none of these, as on standard input, by its first line.
    pub fn is_manifest(&self) -> bool {
        match self.name.rsplit_once('.').map(|(_, extension)| extension) {
            Some("yaml" | "yml" | "json") => true,
            Some("toml") => false,
            _ => begins_like_yaml(&self.text),
        }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset. Offsets beyond the end, or inside a character, are moved back to one that exists.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let (line, start) = self.line_at(offset);
        let column = self.characters_before(offset) - self.characters_before(start) + 1;
        let utf16 = self.units.as_ref().map(|known| before(known, self.text.as_bytes(), offset, units));
        Position { line: self.lines_before + line, column, offset, utf16 }
    }

    /// The byte at a place that is counted in UTF-16 units. One inside of a character, or behind the end, is moved back.
    pub fn offset_of_utf16(&self, units: usize) -> usize {
        let mut left = units;
        let letter = self.text.char_indices().find(|(_, letter)| {
            let fits = letter.len_utf16() <= left;
            left = left.saturating_sub(letter.len_utf16());
            !fits
        });
        letter.map_or(self.text.len(), |(at, _)| at)
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
        before(&self.characters, self.text.as_bytes(), offset, characters)
    }
}

/// What `count` counts before `offset`: a sum that is known, and a rest shorter than a [`STEP`].
fn before(known: &OnceLock<Vec<usize>>, bytes: &[u8], offset: usize, count: fn(&[u8]) -> usize) -> usize {
    let known = known.get_or_init(|| sums(bytes, count));
    known[offset / STEP] + count(&bytes[offset / STEP * STEP..offset])
}

/// Characters of a piece of text: bytes that begin one. The piece may be cut anywhere.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// UTF-16 units of a piece of text: a character of four bytes takes two.
fn units(bytes: &[u8]) -> usize {
    characters(bytes) + bytes.iter().filter(|&&byte| byte >= 0xF0).count()
}

fn sums(bytes: &[u8], count: fn(&[u8]) -> usize) -> Vec<usize> {
    let sums = bytes.chunks_exact(STEP).scan(0, |sum, chunk| {
        *sum += count(chunk);
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

/// Where the line begins that has the byte `at`, which is the boundary of a character.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0)
        .chain(text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1))
        .collect()
}

/// `{`, `---`, `%`, `- ` or `key:` begin a manifest; `[` and `key =` a state file.
fn begins_like_yaml(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let Some(line) = first.map(str::trim) else { return false };
    let key = line.split([':', '=']).next().unwrap_or_default();
    let behind = line.get(key.len()..).unwrap_or_default();
    line.starts_with(['{', '%']) || line.starts_with("---") || line.starts_with("- ") || behind.starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_offsets_count_bytes() {
        let file = SourceFile::new("a", "ü = 1\nb = \"ö\"");
        assert_eq!(file.position(3), Position { line: 1, column: 3, offset: 3, utf16: None });
        assert_eq!(file.position(1), Position { line: 1, column: 1, offset: 0, utf16: None });
        assert_eq!(file.position(999), Position { line: 2, column: 8, offset: 15, utf16: None });
    }

    #[test]
    fn a_long_line_of_wide_characters_is_counted_across_steps() {
        let file = SourceFile::new("a", format!("x\n{}", "漢".repeat(5000)));
        for at in [0, 1, 1364, 1365, 1366, 2731, 4999, 5000] {
            let position = file.position(2 + at * 3);
            assert_eq!((position.line, position.column, position.offset), (2, at + 1, 2 + at * 3));
        }
        let exact = SourceFile::new("a", "y".repeat(STEP * 2));
        assert_eq!(exact.position(STEP * 2).column, STEP * 2 + 1);
    }

    #[test]
    fn a_character_beyond_the_basic_plane_is_two_units() {
        let file = SourceFile::new("a", format!("ü😀\n{}x", "😀".repeat(3000))).counting_utf16();
        let utf16 = |offset| file.position(offset).utf16;
        assert_eq!([utf16(0), utf16(2), utf16(6), utf16(7)], [Some(0), Some(1), Some(3), Some(4)]);
        assert_eq!(file.position(7 + 3000 * 4).utf16, Some(4 + 3000 * 2));
        assert_eq!(file.position(7 + 3000 * 4).column, 3001);
    }

    #[test]
    fn units_lead_back_to_bytes() {
        let file = SourceFile::new("a", "ü😀x");
        let bytes = [0, 1, 2, 3, 4, 99].map(|units| file.offset_of_utf16(units));
        assert_eq!(bytes, [0, 2, 2, 6, 7, 7], "the second half of a pair is at its character");
    }

    #[test]
    fn a_line_is_given_without_its_ending() {
        let file = SourceFile::new("a", "ab\r\n\ncd\r");
        assert_eq!([file.line(0), file.line(3), file.line(4), file.line(99)], [0..2, 0..2, 4..4, 5..8]);
        assert_eq!(SourceFile::new("a", "").line(0), 0..0);
    }

    #[test]
    fn names_decide_and_else_the_first_line() {
        for (name, text, manifest) in [
            ("a.yaml", "", true),
            ("a.yml", "[a]", true),
            ("a.json", "", true),
            ("a.toml", "a: b", false),
            ("<stdin>", "", false),
            ("<stdin>", "# a comment\n\napiVersion: v1\n", true),
            ("<stdin>", "---\nkind: x", true),
            ("<stdin>", "{\"kind\": \"List\"}", true),
            ("<stdin>", "\"kind\": x", true),
            ("<stdin>", "# a: comment\n[routes.pg]\n", false),
            ("<stdin>", "namespace = \"a:b\"\n", false),
            ("<stdin>", "routes.\"a\".service = \"pg:5432\"\n", false),
        ] {
            assert_eq!(SourceFile::new(name, text).is_manifest(), manifest, "{name} {text:?}");
        }
    }
}
