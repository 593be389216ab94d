use std::fmt::Write as _;

/// Adds an attribute: ` key="value"`.
pub(crate) fn attribute(out: &mut String, key: &str, value: &str) {
    let _ = write!(out, " {key}=\"");
    for letter in value.chars() {
        match letter {
            '"' => out.push_str("&quot;"),
            // A reader turns these into spaces unless they are written as references.
            '\n' | '\t' => {
                let _ = write!(out, "&#{};", u32::from(letter));
            }
            other => character(out, other),
        }
    }
    out.push('"');
}

/// Adds text between tags.
pub(crate) fn text(out: &mut String, value: &str) {
    value.chars().for_each(|letter| character(out, letter));
}

/// What XML 1.0 has no way to write, references included, becomes the replacement character (section 2.2, "Char").
fn character(out: &mut String, letter: char) {
    match letter {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '\r' => out.push_str("&#13;"),
        '\t' | '\n' => out.push(letter),
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
        other => out.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{attribute, text};

    #[test]
    fn markup_quotes_and_control_characters_are_written_so_that_a_reader_gets_them_back() {
        let mut out = String::new();
        attribute(&mut out, "name", "a\"<b>&\n'\u{1b}");
        text(&mut out, "]]>\t\"\n\u{0}\r");
        assert_eq!(out, " name=\"a&quot;&lt;b&gt;&amp;&#10;'\u{fffd}\"]]&gt;\t\"\n\u{fffd}&#13;");
    }
}
