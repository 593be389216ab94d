use std::ops::Range;

use super::{Sources, Span};

/// The place of a fragment inside a TOML string: `literal` is the string's own span with its quotes, `inside` a byte
/// range of its *value*. Escapes and multi-line forms are counted, so the answer is exact; where the literal cannot be
/// read (a value that was never written as a string) the answer is the whole of it.
///
/// Source of the string forms: TOML v1.1, section "String".
pub fn fragment(sources: &Sources, literal: Span, inside: Range<usize>) -> Span {
    let text = sources.slice(literal);
    let Some((open, body)) = opened(text) else { return literal };
    let basic = text.starts_with('"');
    let (mut start, mut end) = (None, None);
    let mut walk = Walk { body, at: 0, value: 0 };
    loop {
        if start.is_none() && walk.value >= inside.start {
            start = Some(walk.at);
        }
        if walk.value >= inside.end {
            end = Some(walk.at);
            break;
        }
        if !walk.step(basic) {
            break;
        }
    }
    match (start, end) {
        (Some(start), Some(end)) => {
            let base = literal.start as usize + open;
            Span::new(literal.file, base + start..base + end.max(start))
        }
        _ => literal,
    }
}

/// For each byte of a string's value, and for its end, the offset in the literal of what gives it. None where the literal is not
/// read like this: folded YAML, say.
pub(crate) fn places(literal: &str, value: &str) -> Option<Vec<usize>> {
    if literal == value {
        return Some((0..=value.len()).collect());
    }
    let (open, body) = opened(literal)?;
    let basic = literal.starts_with('"');
    let mut places = Vec::with_capacity(value.len() + 1);
    let mut walk = Walk { body, at: 0, value: 0 };
    loop {
        let before = (walk.at, walk.value);
        if !walk.step(basic) {
            break;
        }
        places.extend((before.1..walk.value).map(|_| open + before.0));
    }
    places.push(open + walk.at);
    (places.len() == value.len() + 1).then_some(places)
}

/// The length of the opening delimiter (with the newline that a multi-line string drops) and the text behind it.
fn opened(text: &str) -> Option<(usize, &str)> {
    for quotes in ["\"\"\"", "'''"] {
        if let Some(body) = text.strip_prefix(quotes) {
            let dropped = if body.starts_with("\r\n") { 2 } else { usize::from(body.starts_with('\n')) };
            return Some((3 + dropped, body[dropped..].strip_suffix(quotes)?));
        }
    }
    let body = text.strip_prefix(['"', '\''])?;
    Some((1, body.strip_suffix(['"', '\''])?))
}

struct Walk<'a> {
    body: &'a str,
    /// Bytes of the literal passed.
    at: usize,
    /// Bytes of the value passed.
    value: usize,
}

impl Walk<'_> {
    /// Passes one character of the value; false at the end.
    fn step(&mut self, basic: bool) -> bool {
        let rest = &self.body[self.at..];
        let Some(first) = rest.chars().next() else { return false };
        let (read, written) = if basic && first == '\\' { escape(rest) } else { (first.len_utf8(), first.len_utf8()) };
        self.at += read.min(rest.len());
        self.value += written;
        true
    }
}

/// Bytes that an escape takes in the literal, and bytes that it gives in the value.
fn escape(rest: &str) -> (usize, usize) {
    let digits = match rest.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(b' ' | b'\t' | b'\r' | b'\n') => {
            let blank = rest[1..].len() - rest[1..].trim_start_matches([' ', '\t', '\r', '\n']).len();
            return (1 + blank, 0);
        }
        _ => return (2, 1),
    };
    let code = rest.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
    (2 + digits, code.map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sources: &Sources, inside: Range<usize>) -> &str {
        let whole = Span::new(sources.iter().next().unwrap().0, 0..sources.iter().next().unwrap().1.text().len());
        sources.slice(fragment(sources, whole, inside))
    }

    #[test]
    fn a_plain_string_is_shifted_by_its_quote() {
        assert_eq!(found(&Sources::single("a", "'HostSNI(`x`)'"), 0..7), "HostSNI");
    }

    #[test]
    fn escapes_before_and_inside_are_counted() {
        let sources = Sources::single("a", r#""\u0041\"HostSNI(\"x\")""#);
        assert_eq!(found(&sources, 2..9), "HostSNI");
        assert_eq!(found(&sources, 10..13), r#"\"x\""#);
    }

    #[test]
    fn a_multi_line_string_drops_its_first_newline_and_folded_lines() {
        let sources = Sources::single("a", "\"\"\"\nab \\\n   cd\"\"\"");
        assert_eq!(found(&sources, 0..2), "ab");
        assert_eq!(found(&sources, 3..5), "\\\n   cd");
        assert_eq!(found(&sources, 4..5), "d");
    }

    #[test]
    fn every_byte_of_a_value_has_its_place() {
        assert_eq!(places("HostSNI(`x`)", "HostSNI(`x`)").unwrap(), (0..=12).collect::<Vec<_>>());
        assert_eq!(places("'ab'", "ab").unwrap(), [1, 2, 3]);
        assert_eq!(places(r#""a\"b""#, "a\"b").unwrap(), [1, 2, 4, 5]);
        assert_eq!(places("\"\"\"\nab \\\n   c\"\"\"", "ab c").unwrap(), [4, 5, 6, 12, 13]);
        assert_eq!(places("'it''s'", "it's"), None);
        assert_eq!(places(">-\n  a\n  b", "a b"), None);
    }

    #[test]
    fn what_is_no_string_is_pointed_at_whole() {
        assert_eq!(found(&Sources::single("a", "[1]"), 0..1), "[1]");
    }
}
