/// Text that means nothing to Markdown (`CommonMark` 0.31, "Backslash escapes").
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if r"\`*_{}[]<>#|~&!$@".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_an_input_is_markup() {
        assert_eq!(escaped("a|b <img> `c` [x](y) *d*"), r"a\|b \<img\> \`c\` \[x\](y) \*d\*");
    }
}
