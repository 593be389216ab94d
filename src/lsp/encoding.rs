use std::ops::Range;

use gen_lsp_types as lsp;

use crate::source::{SourceFile, Sources, Span, line_start};

/// How the client counts places within a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// In bytes.
    Utf8,
    /// In UTF-16 units.
    Utf16,
}

impl Encoding {
    /// A byte of a file as the client counts.
    pub fn position(self, file: &SourceFile, offset: usize) -> lsp::Position {
        let place = file.position(offset);
        let start = file.line(place.offset).start;
        let units = match (self, place.utf16, file.position(start).utf16) {
            (Self::Utf16, Some(here), Some(start)) => here - start,
            (Self::Utf16, ..) => file.text().get(start..place.offset).unwrap_or_default().encode_utf16().count(),
            (Self::Utf8, ..) => place.offset - start,
        };
        lsp::Position { line: number(place.line - 1), character: number(units) }
    }

    /// A byte of a text that is no file of the compiled state yet.
    pub fn position_in(self, text: &str, offset: usize) -> lsp::Position {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count();
        let start = line_start(before, before.len());
        let inside = before.get(start..).unwrap_or_default();
        let units = match self {
            Self::Utf8 => inside.len(),
            Self::Utf16 => inside.encode_utf16().count(),
        };
        lsp::Position { line: number(line), character: number(units) }
    }

    /// A range of bytes of a file.
    pub fn range(self, file: &SourceFile, range: Range<usize>) -> lsp::Range {
        lsp::Range { start: self.position(file, range.start), end: self.position(file, range.end) }
    }

    /// A span; at the beginning of the text if it is in no file.
    pub fn span(self, sources: &Sources, span: Span) -> lsp::Range {
        sources.file(span.file).map(|file| self.range(file, span.range())).unwrap_or_default()
    }

    /// The byte of a text at the client's place. One behind the end of a line or the text is moved back to it.
    pub fn offset(self, text: &str, position: lsp::Position) -> usize {
        let start = match position.line {
            0 => 0,
            line => match text.match_indices('\n').nth(line as usize - 1) {
                Some((newline, _)) => newline + 1,
                None => return text.len(),
            },
        };
        let line = text.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        let wanted = position.character as usize;
        let mut units = 0;
        for (at, letter) in line.char_indices() {
            units += match self {
                Self::Utf8 => letter.len_utf8(),
                Self::Utf16 => letter.len_utf16(),
            };
            // A place within a character is the one before it.
            if units > wanted {
                return start + at;
            }
        }
        start + line.len()
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_both_ways_and_back() {
        let text = "a\r\nü😀b\n\nlast";
        let file = SourceFile::new("a", text).counting_utf16();
        for (encoding, character) in [(Encoding::Utf16, 3), (Encoding::Utf8, 6)] {
            let at = text.find('b').unwrap();
            assert_eq!(encoding.position(&file, at), lsp::Position { line: 1, character });
            for offset in (0..=text.len()).filter(|&at| text.is_char_boundary(at) && !text[..at].ends_with('\r')) {
                assert_eq!(encoding.offset(text, encoding.position(&file, offset)), offset, "{offset}");
                assert_eq!(encoding.position_in(text, offset), encoding.position(&file, offset), "{offset}");
            }
        }
    }

    #[test]
    fn places_that_do_not_exist_are_moved_back() {
        let at = |line, character| Encoding::Utf16.offset("ab\r\n😀", lsp::Position { line, character });
        assert_eq!([at(0, 9), at(1, 1), at(1, 9), at(7, 0)], [2, 4, 8, 8]);
    }
}
