use std::cell::OnceCell;
use std::ops::Range;

use super::syntax_error::SyntaxMistake;

/// What Go's scanner and parser report about one text, by Go's rules for how much is worth reporting.
#[derive(Debug)]
pub(super) struct Errors<'a> {
    text: &'a str,
    found: Vec<Found>,
    /// Where the lines behind the first begin; built when somebody asks.
    lines: OnceCell<Vec<usize>>,
}

#[derive(Debug)]
pub(super) struct Found {
    pub range: Range<usize>,
    pub message: String,
    pub mistake: Option<SyntaxMistake>,
}

/// The parser gives up: there are too many errors, or it is in too deep.
#[derive(Debug)]
pub(super) struct GiveUp;

impl<'a> Errors<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, found: Vec::new(), lines: OnceCell::new() }
    }

    /// An error of the scanner: always kept.
    pub fn scanner(&mut self, range: Range<usize>, message: impl Into<String>, mistake: Option<SyntaxMistake>) {
        self.found.push(Found { range, message: message.into(), mistake });
    }

    /// An error of the parser: dropped when the last one is on the same line (Go's `parser.error`).
    pub fn parser(
        &mut self,
        range: Range<usize>,
        message: impl Into<String>,
        mistake: Option<SyntaxMistake>,
    ) -> Result<(), GiveUp> {
        if let Some(last) = self.found.last() {
            if self.line(last.range.start) == self.line(range.start) {
                return Ok(());
            }
            if self.found.len() > 10 {
                return Err(GiveUp);
            }
        }
        self.scanner(range, message, mistake);
        Ok(())
    }

    /// The first error by place, worded as Go words the list: `1:9: illegal rune literal (and 1 more errors)`.
    pub fn into_first(mut self) -> Option<(Found, String)> {
        // Go sorts by line, column and message.
        self.found.sort_by(|a, b| (a.range.start, &a.message).cmp(&(b.range.start, &b.message)));
        let more = match self.found.len().saturating_sub(1) {
            0 => String::new(),
            count => format!(" (and {count} more errors)"),
        };
        let lines = self.lines().to_vec();
        let first = self.found.into_iter().next()?;
        let line = lines.partition_point(|&start| start <= first.range.start);
        let start = line.checked_sub(1).and_then(|index| lines.get(index)).copied().unwrap_or(0);
        let (line, column) = (line + 1, first.range.start - start + 1);
        let worded = format!("{line}:{column}: {}{more}", first.message);
        Some((first, worded))
    }

    fn line(&self, offset: usize) -> usize {
        self.lines().partition_point(|&start| start <= offset)
    }

    /// To Go, a newline at the very end begins no line.
    fn lines(&self) -> &[usize] {
        let text = self.text;
        let starts = || text.match_indices('\n').map(|(at, _)| at + 1).filter(|&start| start < text.len()).collect();
        self.lines.get_or_init(starts)
    }
}
