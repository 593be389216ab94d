//! The values of Go's literals.

use smol_str::SmolStr;

/// The text of a string literal that the lexer took, quotes included. Bytes that are no UTF-8 (`"\xff"`) become U+FFFD:
/// no host, address, protocol or pattern that anybody can use has them.
pub(super) fn unquoted(literal: &str) -> SmolStr {
    if let Some(raw) = literal.strip_prefix('`') {
        let raw = raw.strip_suffix('`').unwrap_or(raw);
        return if raw.contains('\r') { raw.replace('\r', "").into() } else { raw.into() };
    }
    let inside = literal.strip_prefix('"').unwrap_or(literal);
    let inside = inside.strip_suffix('"').unwrap_or(inside);
    if inside.contains('\\') { unescaped(inside).into() } else { inside.into() }
}

fn unescaped(mut rest: &str) -> String {
    let mut bytes = Vec::with_capacity(rest.len());
    while let Some((plain, escape)) = rest.split_once('\\') {
        bytes.extend_from_slice(plain.as_bytes());
        rest = escaped(escape, &mut bytes);
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Writes what an escape stands for; gives the text behind it.
fn escaped<'a>(escape: &'a str, bytes: &mut Vec<u8>) -> &'a str {
    let mut letters = escape.chars();
    let Some(letter) = letters.next() else { return "" };
    let (from, digits, base) = match letter {
        '0'..='7' => (0, 3, 8),
        'x' => (1, 2, 16),
        'u' => (1, 4, 16),
        'U' => (1, 8, 16),
        _ => {
            let plain = match letter {
                'a' => '\x07',
                'b' => '\x08',
                'f' => '\x0c',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'v' => '\x0b',
                other => other,
            };
            bytes.extend_from_slice(plain.encode_utf8(&mut [0; 4]).as_bytes());
            return letters.as_str();
        }
    };
    let number = escape.get(from..from + digits).and_then(|digits| u32::from_str_radix(digits, base).ok()).unwrap_or(0);
    if matches!(letter, 'u' | 'U') {
        let letter = char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER);
        bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
    } else {
        // A byte, not a code point; the lexer lets none above 255 pass.
        bytes.extend(u8::try_from(number));
    }
    escape.get(from + digits..).unwrap_or_default()
}

/// What Go's `strconv.Atoi` says against an integer literal, if anything: it knows no base prefix and no underscore.
pub(super) fn integer_error(literal: &str) -> Option<String> {
    let decimal = literal.bytes().all(|byte| byte.is_ascii_digit());
    let reason = match (decimal, literal.parse::<i64>()) {
        (true, Ok(_)) => return None,
        (true, Err(_)) => "value out of range",
        (false, _) => "invalid syntax",
    };
    Some(format!("strconv.Atoi: parsing \"{literal}\": {reason}"))
}

/// What Go's `strconv.ParseFloat` says against a literal: only that it is too large.
pub(super) fn float_error(literal: &str) -> Option<String> {
    let too_large = literal.replace('_', "").parse::<f64>().is_ok_and(f64::is_infinite);
    too_large.then(|| format!("strconv.ParseFloat: parsing \"{literal}\": value out of range"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        for (literal, value) in [
            ("`a\\.b`", "a\\.b"),
            ("`a\r\nb`", "a\nb"),
            (r#""x\u002etest""#, "x.test"),
            (r#""\x61\142\U00000063\"\\\n""#, "abc\"\\\n"),
            (r#""\xc3\xbc\xff""#, "ü\u{fffd}"),
        ] {
            assert_eq!(unquoted(literal), value, "{literal}");
        }
    }

    #[test]
    fn numbers() {
        assert_eq!(integer_error("0755"), None);
        assert_eq!(integer_error("0x1").as_deref(), Some("strconv.Atoi: parsing \"0x1\": invalid syntax"));
        assert!(integer_error("99999999999999999999").is_some_and(|error| error.ends_with("value out of range")));
        assert_eq!(float_error("1_0.5"), None);
        assert!(float_error("1e999").is_some());
    }
}
