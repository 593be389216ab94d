use std::borrow::Cow;

use super::plain::{is_command, line};

/// The one place that drawn text links to.
const LINKED: &str = env!("CARGO_PKG_REPOSITORY");

/// A text of several lines, of which only what our renderers draw steers a terminal: colours (SGR), and hyperlinks (OSC 8) to
/// the pages of tcpgen. No line begins with a command of a CI system, behind a colour either.
pub(super) fn coloured(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, one) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        in_line(one, &mut out);
    }
    out
}

fn in_line(one: &str, out: &mut String) {
    let begin = out.len();
    let mut rest = one;
    while let Some(at) = rest.find('\u{1b}') {
        let (before, sequence) = rest.split_at(at);
        out.push_str(&line(before));
        let length = colour(sequence).or_else(|| link(sequence));
        let (kept, behind) = sequence.split_at(length.unwrap_or(1));
        out.push_str(if length.is_some() { kept } else { "\u{fffd}" });
        rest = behind;
    }
    out.push_str(&line(rest));
    if is_command(&without_sequences(&out[begin..])) {
        out.insert(begin, '\u{fffd}');
    }
}

/// The length of a colour at the beginning: `ESC [ 1 ; 31 m`.
fn colour(text: &str) -> Option<usize> {
    let codes = text.strip_prefix("\u{1b}[")?;
    let end = codes.find(|letter: char| !letter.is_ascii_digit() && letter != ';')?;
    codes[end..].starts_with('m').then_some(2 + end + 1)
}

/// The length of the beginning or the end of a link: `ESC ] 8 ; ; URL ESC \`.
fn link(text: &str) -> Option<usize> {
    let target = text.strip_prefix("\u{1b}]8;;")?;
    let end = target.find("\u{1b}\\")?;
    let target = &target[..end];
    let is_ours = target.strip_prefix(LINKED).is_some_and(|path| path.bytes().all(|byte| byte.is_ascii_graphic()));
    (target.is_empty() || is_ours).then_some("\u{1b}]8;;".len() + end + 2)
}

/// What a log shows that drops colours and links.
fn without_sequences(text: &str) -> Cow<'_, str> {
    if !text.contains('\u{1b}') {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        out.push_str(&rest[..at]);
        let sequence = &rest[at..];
        rest = &sequence[colour(sequence).or_else(|| link(sequence)).unwrap_or(1)..];
    }
    Cow::Owned(out + rest)
}

#[cfg(test)]
mod tests {
    use super::coloured;

    #[test]
    fn colours_and_links_to_our_pages_are_kept() {
        let link = format!("\u{1b}]8;;{}/blob/main/docs/diagnostics.md#x\u{1b}\\x\u{1b}]8;;\u{1b}\\", super::LINKED);
        for text in ["\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m: a\n  ", "plain ä\n\n", "", &link] {
            assert_eq!(coloured(text), text);
        }
    }

    #[test]
    fn nothing_else_steers() {
        for (text, shown) in [
            ("a\u{1b}[2Jb", "a\u{fffd}[2Jb"),
            ("\u{1b}]0;title\u{7}", "\u{fffd}]0;title\u{fffd}"),
            ("\u{1b}[1\u{1b}[1m", "\u{fffd}[1\u{1b}[1m"),
            ("\u{1b}]8;;https://a.test\u{1b}\\", "\u{fffd}]8;;https://a.test\u{fffd}\\"),
            ("\u{1b}", "\u{fffd}"),
            ("\u{1b}[", "\u{fffd}["),
            ("a\r\u{202e}b\u{9b}c", "a\u{fffd}\u{fffd}b\u{fffd}c"),
        ] {
            assert_eq!(coloured(text), shown, "{text:?}");
        }
    }

    #[test]
    fn no_line_is_a_command_behind_a_colour() {
        assert_eq!(coloured("a\n::error::b"), "a\n\u{fffd}::error::b");
        assert_eq!(coloured("a\n \u{1b}[1m::error::b"), "a\n\u{fffd} \u{1b}[1m::error::b");
        assert_eq!(coloured("a \u{1b}[1m::1"), "a \u{1b}[1m::1");
        assert_eq!(coloured(":\u{1b}[0m:error::b"), "\u{fffd}:\u{1b}[0m:error::b");
        assert_eq!(coloured("\u{1b}[1m::: b.toml:2:2"), "\u{1b}[1m::: b.toml:2:2");
    }
}
