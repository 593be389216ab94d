use std::ops::Range;

use crate::source::{Position, SourceFile};

/// Bytes of a line that are shown on each side of a place; the renderer trims to the terminal from there.
const BESIDE: usize = 500;

/// Lines of a place that are underlined; a longer one is shown by its first line.
const LINES: usize = 6;

/// The few lines that a message is about. A renderer is given no more than this: it reads all that it gets, and a state
/// may have ten thousand messages in a file of megabytes, or all of them in one line.
pub(super) struct Excerpt<'a> {
    pub text: &'a str,
    pub first_line: usize,
    /// Where the place lies in `text`.
    pub place: Range<usize>,
    /// Where the place begins in the file.
    pub start: Position,
    /// Where `text` begins in the file, in bytes.
    base: usize,
    cropped: bool,
}

impl<'a> Excerpt<'a> {
    /// The lines around a byte range of `file`, which may lie beyond its end.
    pub fn new(file: &'a SourceFile, range: Range<usize>) -> Self {
        let text = file.text();
        let start = file.position(range.start);
        let end = file.position(range.end.max(range.start));
        let mut place = start.offset..end.offset;
        if end.line >= start.line + LINES {
            place.end = file.line(place.start).end.max(place.start);
        }
        let whole = file.line(place.start).start..file.line(place.end).end.max(place.end);
        let shown = if whole.len() > 4 * BESIDE { crop(file, &mut place) } else { whole.clone() };
        Self {
            text: text.get(shown.clone()).unwrap_or(""),
            first_line: start.line,
            place: place.start - shown.start..place.end - shown.start,
            start,
            base: shown.start,
            cropped: shown != whole,
        }
    }

    /// The column that a renderer makes out from `text`, and the true one, where the two differ.
    pub fn wrong_column(&self) -> Option<(usize, usize)> {
        let seen = self.text.get(..self.place.start)?.chars().count() + 1;
        (seen != self.start.column).then_some((seen, self.start.column))
    }

    /// Where another place lies in this text; none when it does not, or not in whole lines.
    pub fn find(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let inside = range.start >= self.base && range.end <= self.base + self.text.len() && !self.cropped;
        inside.then(|| range.start - self.base..range.end - self.base)
    }
}

/// The part of one long line (or of a place of long lines) that is worth showing.
fn crop(file: &SourceFile, place: &mut Range<usize>) -> Range<usize> {
    let (text, line) = (file.text(), file.line(place.start));
    place.end = place.end.min(line.end.max(place.start)).min(text.floor_char_boundary(place.start + BESIDE));
    let start = text.ceil_char_boundary(place.start.saturating_sub(BESIDE)).max(line.start);
    let end = text.floor_char_boundary(place.end + BESIDE).min(line.end);
    start..end.max(place.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> SourceFile {
        SourceFile::new("a", text)
    }

    #[test]
    fn only_the_lines_of_the_place_are_taken() {
        let file = file("a\r\nbb\r\nccc\r\n");
        let excerpt = Excerpt::new(&file, 4..5);
        assert_eq!((excerpt.text, excerpt.first_line, excerpt.place.clone()), ("bb", 2, 1..2));
        assert_eq!(excerpt.find(&(3..5)), Some(0..2));
        assert_eq!(excerpt.find(&(0..1)), None);
    }

    #[test]
    fn the_end_of_a_file_and_what_lies_beyond_have_a_place() {
        for text in ["", "\n", "a", "a\n", "ü"] {
            let file = file(text);
            let excerpt = Excerpt::new(&file, 99..200);
            assert_eq!(excerpt.place, excerpt.text.len()..excerpt.text.len(), "{text:?}");
        }
    }

    #[test]
    fn a_long_line_and_a_long_place_are_cropped() {
        let line = format!("{}ü{}", "x".repeat(500_000), "y".repeat(500_000));
        let file = file(&line);
        let excerpt = Excerpt::new(&file, 500_000..500_002);
        assert_eq!(excerpt.text.get(excerpt.place.clone()), Some("ü"));
        assert!(excerpt.text.len() < 1100 && excerpt.start.column == 500_001);
        assert!(Excerpt::new(&file, 0..1_000_002).text.len() < 1100);
        let many = "a = 1\n".repeat(1000);
        assert_eq!(Excerpt::new(&self::file(&many), 0..many.len()).text, "a = 1");
    }
}
