//! Go's ways to write a string.

use std::fmt::Write as _;

/// `%q`: in double quotes, everything unprintable escaped (Go's `strconv.Quote`).
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            _ => push(&mut out, letter),
        }
    }
    out.push('"');
    out
}

/// `%q` of one character: in single quotes.
pub(super) fn quoted_char(letter: char) -> String {
    let mut out = String::from("'");
    match letter {
        '\'' | '\\' => out.extend(['\\', letter]),
        _ => push(&mut out, letter),
    }
    out.push('\'');
    out
}

/// `%#U`: `U+0040 '@'`, without the character where it cannot be printed.
pub(super) fn code_point(letter: char) -> String {
    let number = format!("U+{:04X}", u32::from(letter));
    if printable(letter) { format!("{number} '{letter}'") } else { number }
}

/// A string as a rule's argument: in backticks, or in double quotes where backticks cannot hold it.
pub(super) fn argument(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_argument(&mut out, text);
    out
}

/// Appends what [`argument`] gives.
pub(super) fn push_argument(out: &mut String, text: &str) {
    // Go drops carriage returns from raw strings, and refuses NUL and a byte order mark anywhere in its source.
    let raw = if text.is_ascii() {
        !text.bytes().any(|byte| b"`\r\0".contains(&byte))
    } else {
        !text.contains(['`', '\r', '\0', '\u{feff}'])
    };
    if raw {
        out.extend(["`", text, "`"]);
    } else {
        out.push_str(&quoted(text));
    }
}

fn push(out: &mut String, letter: char) {
    // Writing to a string does not fail.
    let _ = match letter {
        '\x07' => out.write_str("\\a"),
        '\x08' => out.write_str("\\b"),
        '\x0c' => out.write_str("\\f"),
        '\n' => out.write_str("\\n"),
        '\r' => out.write_str("\\r"),
        '\t' => out.write_str("\\t"),
        '\x0b' => out.write_str("\\v"),
        _ if printable(letter) => out.write_char(letter),
        '\0'..='\x1f' | '\x7f' => write!(out, "\\x{:02x}", u32::from(letter)),
        '\0'..='\u{ffff}' => write!(out, "\\u{:04x}", u32::from(letter)),
        _ => write!(out, "\\U{:08x}", u32::from(letter)),
    };
}

/// Go's `strconv.IsPrint`. The standard library knows the same categories, but also escapes combining marks where they
/// begin a string; behind another letter it does not.
fn printable(letter: char) -> bool {
    if letter.is_ascii() {
        return (' '..='~').contains(&letter);
    }
    let mut bytes = [b'a', 0, 0, 0, 0];
    letter.encode_utf8(&mut bytes[1..]);
    std::str::from_utf8(&bytes[..=letter.len_utf8()]).is_ok_and(|text| text.escape_debug().nth(2).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_as_go_does() {
        assert_eq!(
            quoted("a\"\\\n\u{1}\u{7f}é\u{a0}\u{301}\u{feff}\u{e0001}"),
            "\"a\\\"\\\\\\n\\x01\\x7fé\\u00a0\u{301}\\ufeff\\U000e0001\""
        );
        assert_eq!(quoted_char('\''), r"'\''");
        assert_eq!(code_point('#'), "U+0023 '#'");
        assert_eq!(code_point('\u{a0}'), "U+00A0");
    }

    #[test]
    fn an_argument_is_raw_unless_it_cannot_be() {
        assert_eq!(argument("a\\.b"), "`a\\.b`");
        assert_eq!(argument("a`b\\"), "\"a`b\\\\\"");
    }
}
