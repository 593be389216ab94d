use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, Error};

/// Nobody reads further than this, and each one costs another parse.
const AT_MOST: usize = 20;

/// Further errors of a file are not looked for once this many bytes were parsed again.
const BYTES_AT_MOST: usize = 64 << 20;

/// Bytes of a text that no person wrote.
const LONG: usize = 1 << 20;

/// So many statements back an open bracket or quote is looked for.
const STATEMENTS_AT_MOST: usize = 8;

/// Finds the syntax errors of a text that has some, and the text without the statements that they stand in.
///
/// One slip makes a parser stumble many times: behind an array that is not closed every line is wrong. So only the
/// first error of each parse is believed; the statement (or the table, where it is its header) that it stands in is
/// blanked out, byte for byte, and what is left is parsed again. Places stay as they are.
pub(super) fn recover(text: &str) -> (String, Vec<Error>) {
    let mut rest = Cow::Borrowed(text);
    let mut errors = Vec::new();
    let mut parsed = 0;
    while errors.len() < AT_MOST && parsed <= BYTES_AT_MOST {
        let Some(error) = first_error(&rest) else { return (rest.into_owned(), errors) };
        parsed += rest.len();
        let (error, damaged) = damaged(&rest, error);
        let nothing_left = rest[damaged.clone()].trim().is_empty();
        errors.push(error);
        if nothing_left {
            break;
        }
        rest = Cow::Owned(blanked(&rest, damaged));
    }
    (String::new(), errors)
}

/// The error that stands first. The parser gives them in the order in which it found them, which is another. Of a text
/// that is long, and all of it wrong, a gigabyte of errors would be kept, so there the first that was found has to do.
fn first_error(text: &str) -> Option<Error> {
    if text.len() > LONG {
        return DeTable::parse(text).err();
    }
    let (_, errors) = DeTable::parse_recoverable(text);
    errors.into_iter().min_by_key(|error| error.span().map_or(0, |span| span.start))
}

/// Same length, same lines; the range is spaces.
fn blanked(text: &str, range: Range<usize>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for byte in bytes.get_mut(range).into_iter().flatten().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
        *byte = b' ';
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// The lines that an error spoils, and the error itself in better words: where a statement is not closed, that it is not,
/// instead of what the parser makes of the next one.
fn damaged(text: &str, error: Error) -> (Error, Range<usize>) {
    let at = text.floor_char_boundary(error.span().map_or(0, |span| span.start).min(text.len()));
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let around = statement_around(text, line);
    match not_closed(text, around) {
        Some((start, unclosed)) => (unclosed, lines(text, start, around)),
        None => (error, lines(text, around, line + line_at(text, line).len())),
    }
}

/// The lines of the statement at `start`, or of its table, where it is a header: at least as far as `reaches`, unless a
/// table begins before.
fn lines(text: &str, start: usize, reaches: usize) -> Range<usize> {
    let of_table = is_header(line_at(text, start));
    let mut end = start + line_at(text, start).len();
    while end < text.len() {
        let next = line_at(text, end);
        if is_header(next) || end >= reaches && !of_table && looks_like_assignment(next) {
            break;
        }
        end += next.len();
    }
    start..end
}

/// The statement before the one at `start` that is not closed, so that the parser read on into this one: the text before
/// this one is no whole document, and the text before that one is.
fn not_closed(text: &str, start: usize) -> Option<(usize, Error)> {
    let unclosed = first_error(&text[..start])?;
    let mut at = start;
    for _ in 0..STATEMENTS_AT_MOST {
        at = statement_before(text, at);
        if DeTable::parse(&text[..at]).is_ok() {
            return Some((at, unclosed));
        }
    }
    None
}

/// The line that begins at `start`, with its newline.
fn line_at(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or("");
    rest.split_inclusive('\n').next().unwrap_or("")
}

/// The beginning of the statement that the line at `line` belongs to.
fn statement_around(text: &str, line: usize) -> usize {
    let here = line_at(text, line);
    if is_header(here) || looks_like_assignment(here) { line } else { statement_before(text, line) }
}

/// The beginning of the last statement before the line at `line`; `line` itself when there is none.
fn statement_before(text: &str, line: usize) -> usize {
    let mut start = line;
    while start > 0 {
        start = text[..start - 1].rfind('\n').map_or(0, |newline| newline + 1);
        let here = line_at(text, start);
        if is_header(here) || looks_like_assignment(here) {
            return start;
        }
    }
    line
}

/// `[table]` or `[[table]]`, closed or not, but no row of an array: `["a"],`.
fn is_header(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('[') && !line.ends_with(',') && line.trim_start_matches('[').starts_with(is_key_start)
}

/// `key =`, where the key is bare, dotted or quoted.
fn looks_like_assignment(line: &str) -> bool {
    let Some((key, _)) = line.split_once('=') else { return false };
    let key = key.trim();
    key.starts_with(is_key_start) && key.chars().all(|letter| is_key_start(letter) || matches!(letter, '.' | '/' | ' '))
}

fn is_key_start(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '"' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        let (_, errors) = recover(text);
        let line = |error: &Error| text[..error.span().unwrap().start.min(text.len())].matches('\n').count() + 1;
        let mut lines: Vec<usize> = errors.iter().map(line).collect();
        lines.sort_unstable();
        lines
    }

    #[test]
    fn an_open_array_spoils_its_own_statement_alone() {
        let text = "[a]\nx = [\"1\"\ny = 2\nz = 3\n";
        let (rest, errors) = recover(text);
        assert_eq!(errors.len(), 1);
        assert_eq!(rest, "[a]\n        \ny = 2\nz = 3\n");
    }

    #[test]
    fn an_open_array_before_a_table_leaves_the_table() {
        for (open, errors) in [("x = [\"1\"", 1), ("x = [\"1\",", 1), ("x = [\n  \"1\",\n", 1), ("x = { a = 1", 1)] {
            let (rest, found) = recover(&format!("{open}\n\n[a]\ny = 2\n[[b]]\nz = 3\n"));
            assert_eq!((rest.trim(), found.len()), ("[a]\ny = 2\n[[b]]\nz = 3", errors), "{open}");
        }
    }

    #[test]
    fn a_broken_header_spoils_its_table_and_the_next_one_stays() {
        let (rest, errors) = recover("[a\nx = 1\n[b]\ny = 2\n");
        assert_eq!(errors.len(), 1);
        assert_eq!(rest.trim(), "[b]\ny = 2");
    }

    #[test]
    fn independent_errors_are_each_found_once() {
        assert_eq!(lines("a = \nb = 1\nc = 'x\nd = [1,\n  2\ne = 5\n"), [1, 3, 5]);
    }

    #[test]
    fn a_text_that_is_no_toml_at_all_ends() {
        assert_eq!(recover(&"=]\n".repeat(1000)).1.len(), 1);
        assert_eq!(recover(&"a = ]\n".repeat(1000)).1.len(), AT_MOST);
        assert!(!recover("a = [").1.is_empty());
        assert!(!recover("\u{0}").1.is_empty());
    }
}
