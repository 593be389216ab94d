//! Edits of TOML texts that keep them TOML.

use crate::source::{Sources, Span};

/// The place to clear so that an item is gone from its array: with the comma behind it, or the one before when it is
/// the last, and with its line when nothing else is on it.
pub(crate) fn item(sources: &Sources, item: Span) -> Span {
    let Some(text) = sources.file(item.file).map(crate::source::SourceFile::text) else { return item };
    let (Some(before), Some(behind)) = (text.get(..item.start as usize), text.get(item.end as usize..)) else {
        return item;
    };
    let gap = behind.len() - behind.trim_start().len();
    let Some(rest) = behind.get(gap..).and_then(|rest| rest.strip_prefix(',')) else {
        let kept = before.trim_end().strip_suffix(',').map_or(before.len(), str::len);
        return Span::new(item.file, kept..item.end as usize);
    };
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let end = item.end as usize + gap + 1 + blank;
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    let alone = before[..before.len() - indent].ends_with('\n');
    match text.get(end..).map(line_end) {
        Some(newline) if alone && newline > 0 => Span::new(item.file, before.len() - indent..end + newline),
        _ => Span::new(item.file, item.start as usize..end),
    }
}

fn line_end(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { usize::from(text.starts_with('\n')) }
}

/// The place of `key` that a value or a table at `value` is written under: before its `=`, or in its `[header]`. None
/// where the text alone does not show it.
pub(crate) fn key(sources: &Sources, value: Span, key: &str) -> Option<Span> {
    let text = sources.file(value.file)?.text();
    let place = |start: usize| Some(Span::new(value.file, start..start + key.len()));
    let before = text.get(..value.start as usize)?.trim_end_matches([' ', '\t']);
    if let Some(before) = before.strip_suffix('=') {
        let before = before.trim_end_matches([' ', '\t']);
        let head = before.strip_suffix(key)?;
        return if ends_a_key(head) { place(head.len()) } else { None };
    }
    let header = text.get(value.range())?.lines().next()?;
    let header = header.strip_prefix('[')?.split(']').next()?;
    let head = header.strip_suffix(key)?;
    if head.ends_with('.') { place(value.start as usize + 1 + head.len()) } else { None }
}

fn ends_a_key(head: &str) -> bool {
    head.is_empty() || head.ends_with(['\n', ' ', '\t', '{', ',', '.'])
}

#[cfg(test)]
mod tests {
    use super::item;
    use super::key;
    use crate::source::{Sources, Span};

    fn without(text: &str, what: &str) -> String {
        let sources = Sources::single("a", text);
        let (file, _) = sources.iter().next().unwrap();
        let at = text.rfind(what).unwrap();
        let mut text = text.to_owned();
        text.replace_range(item(&sources, Span::new(file, at..at + what.len())).range(), "");
        text
    }

    #[test]
    fn an_item_goes_with_its_comma() {
        assert_eq!(without("[1, 2, 3]", "2"), "[1, 3]");
        assert_eq!(without("[1, 2]", "2"), "[1]");
        assert_eq!(without("[1]", "1"), "[]");
        assert_eq!(without("[1, 2 ,]", "2"), "[1, ]");
        assert_eq!(without("[\n  1,\n  2,\n]", "2"), "[\n  1,\n]");
        assert_eq!(without("[\n  1, # one\n  2\n]", "2"), "[\n  1, # one\n  \n]");
        assert_eq!(without("[\n  1,\n  2, # two\n]", "2"), "[\n  1,\n  # two\n]");
    }

    #[test]
    fn a_key_is_found_before_its_value_or_in_its_header() {
        let found = |text: &str, value: &str| {
            let sources = Sources::single("a", text);
            let (file, _) = sources.iter().next().unwrap();
            let at = text.find(value).unwrap();
            key(&sources, Span::new(file, at..at + value.len()), "old").map(Span::range)
        };
        assert_eq!(found("old = 1", "1"), Some(0..3));
        assert_eq!(found("a = { x = 2, old=1 }", "1"), Some(13..16));
        assert_eq!(found("a.old = 1", "1"), Some(2..5));
        assert_eq!(found("[a.old]\nx = 1", "[a.old]"), Some(3..6));
        assert_eq!(found("bold = 1", "1"), None);
        assert_eq!(found("\"old\" = 1", "1"), None);
    }
}
