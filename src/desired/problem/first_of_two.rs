use std::ops::Range;

use crate::source::line_start;

/// Where a key, or the header of a table, stands for the first time in a text in which the parser found it again at `again`.
pub(super) fn first_of_two(text: &str, again: Range<usize>) -> Option<Range<usize>> {
    let key = text.get(again.clone())?;
    let line = line_start(text, again.start);
    let header = header(line_at(text, line));
    let mut end = line;
    while end > 0 {
        let start = line_start(text, end - 1);
        let here = line_at(text, start);
        let is_first = match header {
            Some(header) => self::header(here) == Some(header),
            None => assigned(here).is_some_and(|assigned| assigned == key),
        };
        if is_first {
            let at = start + place(here, key)?;
            return Some(at..at + key.len());
        }
        if header.is_none() && self::header(here).is_some() {
            return None;
        }
        end = start;
    }
    None
}

/// What stands between the brackets of a header.
fn header(line: &str) -> Option<&str> {
    let line = line.trim();
    let inner = line.strip_prefix('[')?.split_once(']')?.0;
    Some(inner.trim_start_matches('[').trim())
}

/// The key of a line that assigns one.
fn assigned(line: &str) -> Option<&str> {
    Some(line.split_once('=')?.0.trim())
}

fn line_at(text: &str, start: usize) -> &str {
    text.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or_default()
}

/// Where a key stands in a header, or before the `=` of its line.
fn place(line: &str, key: &str) -> Option<usize> {
    let end = line.find([']', '=']).unwrap_or(line.len());
    line[..end].rfind(key)
}
