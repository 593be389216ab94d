use std::borrow::Cow;
use std::ops::Range;

use toml::de::DeTable;

use crate::source::line_start;

/// Nobody reads further than this, and each one costs another parse.
const AT_MOST: usize = 20;

/// Further errors of a file are not looked for once this many bytes were parsed again.
const BYTES_AT_MOST: usize = 64 << 20;

/// What keeps a text from being TOML, and where.
#[derive(Debug)]
pub(super) struct SyntaxError {
    pub range: Range<usize>,
    pub message: String,
}

impl From<toml::de::Error> for SyntaxError {
    fn from(error: toml::de::Error) -> Self {
        Self { range: error.span().unwrap_or(0..0), message: error.message().to_owned() }
    }
}

/// Finds the syntax errors of a text, of which `first` is the first, and the text without the statements that they stand in.
///
/// One slip makes a parser stumble many times: behind an array that is not closed every line is wrong. So only the
/// first error of each parse is believed; the statement (or the table, where it is its header) that it stands in is
/// blanked out, byte for byte, and what is left is parsed again. Places stay as they are.
pub(super) fn recover(text: &str, first: SyntaxError) -> (String, Vec<SyntaxError>) {
    let mut rest = Cow::Borrowed(text);
    let mut errors = Vec::new();
    let mut parsed = text.len();
    let mut error = first;
    loop {
        let (found, without) = blame(&rest, &error);
        errors.push(found);
        let Some(without) = without.filter(|_| errors.len() < AT_MOST && parsed <= BYTES_AT_MOST) else {
            return (String::new(), errors);
        };
        parsed += without.len();
        match DeTable::parse(&without) {
            Ok(_) => return (without, errors),
            Err(next) => error = next.into(),
        }
        rest = Cow::Owned(without);
    }
}

/// What an error is about, and the text without the statement that it is in; none if there is nothing left to remove.
pub(super) fn blame(text: &str, error: &SyntaxError) -> (SyntaxError, Option<String>) {
    let at = error.range.start..error.range.end.max(error.range.start);
    let (found, damaged) = if let Some((bracket, statement)) = left_open(text, at.start) {
        let message = format!("this `{}` is not closed", &text[bracket.clone()]);
        (SyntaxError { range: bracket, message }, statement)
    } else {
        let damaged = damaged(text, at.start);
        (SyntaxError { range: at, message: error.message.replace('\n', ", ") }, damaged)
    };
    let is_blank = text[damaged.clone()].trim().is_empty();
    (found, (!is_blank).then(|| blanked(text, damaged)))
}

/// The beginning of the statement, or the table, that an error at `at` is in.
pub(super) fn statement_of(text: &str, at: usize) -> usize {
    left_open(text, at).map_or_else(|| damaged(text, at).start, |(_, statement)| statement.start)
}

/// An error in the line of a header or of another statement, behind a statement with a bracket that nothing closes: the
/// bracket, and the lines of its statement.
fn left_open(text: &str, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let line = line_start(text, at);
    let here = line_at(text, line);
    if !(is_header(here) || looks_like_assignment(here)) {
        return None;
    }
    let start = assignment_before(text, line)?;
    let mut end = start + line_at(text, start).len();
    while end < line && !is_header(line_at(text, end)) && !looks_like_assignment(line_at(text, end)) {
        end += line_at(text, end).len();
    }
    let bracket = start + unclosed(text.get(start..line)?)?;
    // A bracket further down is that of a broken header, which speaks for itself.
    (bracket < end).then_some((bracket..bracket + 1, start..end))
}

/// The last `key =` before the line at `line`. What looks like headers in between may be rows of its array.
fn assignment_before(text: &str, line: usize) -> Option<usize> {
    let mut start = line;
    while start > 0 {
        start = line_start(text, start - 1);
        if looks_like_assignment(line_at(text, start)) {
            return Some(start);
        }
    }
    None
}

/// The first bracket or brace, outside of strings and comments, that nothing closes; or the quote of a text that does not end
/// in its line.
fn unclosed(statement: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut quote = None;
    let mut escaped = false;
    let mut comment = false;
    for (at, letter) in statement.char_indices() {
        match (quote, letter) {
            _ if comment => comment = letter != '\n',
            (Some(('"', _)), _) if escaped => escaped = false,
            (Some(('"', _)), '\\') => escaped = true,
            (Some((mark, _)), _) if letter == mark => quote = None,
            (Some((_, start)), '\n') if !is_multiline(statement, start) => return Some(start),
            (None, '"' | '\'') => quote = Some((letter, at)),
            (None, '#') => comment = true,
            (None, '[' | '{') => open.push(at),
            (None, ']' | '}') => {
                open.pop();
            }
            _ => {}
        }
    }
    open.first().copied()
}

/// Whether the quote at `start` is the last of three, which hold several lines.
fn is_multiline(statement: &str, start: usize) -> bool {
    let before = &statement[..start];
    before.ends_with("\"\"") || before.ends_with("''")
}

/// Same length, same lines; the range is spaces.
fn blanked(text: &str, range: Range<usize>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for byte in bytes.get_mut(range).into_iter().flatten().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
        *byte = b' ';
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// The lines that an error at `at` spoils: those of its statement, or of its table where it is in the header.
fn damaged(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let line = line_start(text, at);
    let start = statement_around(text, line);
    let of_table = is_header(line_at(text, start));
    let mut end = start + line_at(text, start).len();
    while end < text.len() {
        let next = line_at(text, end);
        let begins_another = is_header(next) || !of_table && looks_like_assignment(next);
        if begins_another && end >= line {
            break;
        }
        end += next.len();
    }
    start..end.max(line + line_at(text, line).len())
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
        start = line_start(text, start - 1);
        let here = line_at(text, start);
        if is_header(here) || looks_like_assignment(here) {
            return start;
        }
    }
    line
}

/// `[table]` or `[[table]]`, closed or not, but no row of an array: `["a"],`.
pub(super) fn is_header(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('[') && !line.ends_with(',') && line.trim_start_matches('[').starts_with(is_key_start)
}

/// `key =`, where the key is bare, dotted or quoted.
pub(super) fn looks_like_assignment(line: &str) -> bool {
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

    fn recover(text: &str) -> (String, Vec<SyntaxError>) {
        match DeTable::parse(text) {
            Ok(_) => (text.to_owned(), Vec::new()),
            Err(first) => super::recover(text, first.into()),
        }
    }

    fn lines(text: &str) -> Vec<usize> {
        let (_, errors) = recover(text);
        let line = |error: &SyntaxError| text[..error.range.start.min(text.len())].matches('\n').count() + 1;
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
    fn an_open_array_is_to_blame_for_the_headers_behind_it() {
        let text = "[a]\nx = [\"1\"\n\n[b]\ny = 2\n[c]\n";
        let (rest, errors) = recover(text);
        assert_eq!(errors.len(), 1);
        assert_eq!((errors[0].range.clone(), errors[0].message.as_str()), (8..9, "this `[` is not closed"));
        assert_eq!(rest, "[a]\n        \n\n[b]\ny = 2\n[c]\n");
    }

    #[test]
    fn a_comma_or_an_inline_table_may_be_the_last_that_stands_before_a_table() {
        for open in ["x = [\"1\",", "x = { a = 1"] {
            let (rest, errors) = recover(&format!("[a]\n{open}\n[b]\ny = 2\n"));
            assert_eq!(errors.len(), 1, "{open}");
            assert!(errors[0].message.ends_with("is not closed"), "{}", errors[0].message);
            assert_eq!(rest.split_whitespace().collect::<Vec<_>>(), ["[a]", "[b]", "y", "=", "2"]);
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
        assert_eq!(lines("a = \nb = 1\nc = 'x\nd = [1,\n  2\ne = 5\n"), [1, 3, 4]);
    }

    #[test]
    fn a_text_that_is_no_toml_at_all_ends() {
        assert_eq!(recover(&"=]\n".repeat(1000)).1.len(), 1);
        assert_eq!(recover(&"a = ]\n".repeat(1000)).1.len(), AT_MOST);
        assert!(!recover("a = [").1.is_empty());
        assert!(!recover("\u{0}").1.is_empty());
    }
}
