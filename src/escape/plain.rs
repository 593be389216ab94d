use std::borrow::Cow;

/// What no text of others shows as itself: it moves the cursor, colours, rings, or turns the direction of what follows.
fn steers(letter: char) -> bool {
    letter.is_control() && letter != '\t'
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text within one line.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(steers, "\u{fffd}"))
}

/// A text of several lines, none of which a CI system takes for a command: GitHub and Azure read them at the beginning of a
/// line, behind blanks too.
#[cfg(any(feature = "cli", test))]
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    let is_plain = |one: &str| !one.contains(steers) && !is_command(one);
    if text.split('\n').all(is_plain) {
        return Cow::Borrowed(text);
    }
    let escaped: Vec<Cow<'_, str>> = text.split('\n').map(harmless).collect();
    Cow::Owned(escaped.join("\n"))
}

#[cfg(any(feature = "cli", test))]
fn harmless(one: &str) -> Cow<'_, str> {
    if !is_command(one) {
        return line(one);
    }
    let blanks = one.len() - one.trim_start().len();
    let (blanks, command) = one.split_at(blanks);
    Cow::Owned(format!("{}\u{fffd}{}", line(blanks), line(command)))
}

/// `::error::`, `##[error]`, `##vso[..]`; not the `:::` before a second excerpt of a diagnostic.
#[cfg(any(feature = "cli", test))]
pub(super) fn is_command(one: &str) -> bool {
    let one = one.trim_start();
    one.starts_with("##[") || one.starts_with("##vso[") || one.starts_with("::") && !one.starts_with("::: ")
}

#[cfg(test)]
mod tests {
    use super::{line, lines};

    #[test]
    fn nothing_steers_a_terminal() {
        assert_eq!(line("a\u{1b}[2J\u{7}\r\nb\u{202e}c"), "a\u{fffd}[2J\u{fffd}\u{fffd}\u{fffd}b\u{fffd}c");
        assert_eq!(line("päth `a`\t→ b"), "päth `a`\t→ b");
    }

    #[test]
    fn no_line_is_a_command() {
        assert_eq!(lines("a\n ::error::b\n##[x]\nc::d\n"), "a\n \u{fffd}::error::b\n\u{fffd}##[x]\nc::d\n");
        assert_eq!(lines(" ::: b.toml:2:2"), " ::: b.toml:2:2");
    }
}
