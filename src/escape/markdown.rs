use super::plain::line;

/// Text that means nothing to Markdown (`CommonMark` 0.31, "Backslash escapes") and stays within its line.
pub(crate) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in line(text).chars() {
        if r"\`*_{}[]<>#|~&!$@".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn nothing_of_an_input_is_markup() {
        assert_eq!(markdown("a|b <img> `c` [x](y) *d*"), r"a\|b \<img\> \`c\` \[x\](y) \*d\*");
        assert_eq!(markdown("a\n- b\u{1b}"), "a\u{fffd}- b\u{fffd}");
    }
}
