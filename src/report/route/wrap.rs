/// Lines of at most `width` columns, broken between words; a longer word has a line of its own. Every line but the first
/// begins with `hang`. Without a width there is one line. Control characters, which a rule may have, become blanks.
pub(crate) fn wrap(first: &str, hang: &str, text: &str, width: Option<usize>) -> String {
    let mut out = first.to_owned();
    let mut column = columns(first);
    let mut fresh = true;
    for word in text.split(|letter: char| letter == ' ' || letter.is_control()) {
        let too_long = width.is_some_and(|width| column + 1 + columns(word) > width);
        if !fresh && too_long {
            let kept = out.trim_end().len();
            out.truncate(kept);
            out.push('\n');
            out.push_str(hang);
            column = columns(hang);
            fresh = true;
        }
        if !fresh {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += columns(word);
        fresh = false;
    }
    out.push('\n');
    out
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_between_words_and_hang() {
        assert_eq!(wrap("- ", "  ", "one two three", Some(9)), "- one two\n  three\n");
        assert_eq!(wrap("- ", "  ", "incomprehensible word", Some(9)), "- incomprehensible\n  word\n");
        assert_eq!(wrap("- ", "  ", "one two three", None), "- one two three\n");
        assert_eq!(wrap("- ", "  ", "one\ttwo\u{1b}[31m", None), "- one two [31m\n");
    }
}
