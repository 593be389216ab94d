//! `Warning` headers, by which an API server reports oddities of what it accepted.

/// The text of one: `299 - "unknown field \"spec.x\""`. None if it has another form.
pub(super) fn text(header: &str) -> Option<String> {
    let quoted = header.split_once('"')?.1;
    let mut text = String::new();
    let mut letters = quoted.chars();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => text.push(letters.next()?),
            letter => text.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn the_text_is_unquoted() {
        assert_eq!(text("299 - \"unknown field \\\"spec.x\\\"\"").as_deref(), Some("unknown field \"spec.x\""));
        assert_eq!(text("299 - \"a\" \"Sat, 28 Nov 2026 00:00:00 GMT\"").as_deref(), Some("a"));
        assert_eq!([text("299 - a"), text("299 - \"a")], [None, None]);
    }
}
