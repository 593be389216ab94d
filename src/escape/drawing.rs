use std::fmt::Write as _;

use super::plain::line;

/// Text in the quotes of a Mermaid label. All but letters, digits and a few marks become entity codes: Mermaid reads markup,
/// Markdown and its own directives in labels, and takes the `;` of a code from a line like `style x: #35;`. It looks for
/// formulas (`$$`) and icons (`fa:fa-car`) once the codes are letters again: an invisible word joiner parts these.
pub(crate) fn mermaid(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = line(text).replace("$$", "$\u{2060}$\u{2060}").replace(":fa-", ":\u{2060}fa-");
    for letter in text.chars() {
        if letter.is_alphanumeric() || " ._/-,…".contains(letter) {
            out.push(letter);
        } else {
            let _ = write!(out, "#{};", u32::from(letter));
        }
    }
    out
}

/// Text in the quotes of a DOT string. Graphviz reads `\N` and the like, and HTML's entities.
pub(crate) fn dot(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in line(text).chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '&' => out.push_str("&amp;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{dot, mermaid};

    #[test]
    fn nothing_of_an_input_is_mermaid() {
        assert_eq!(mermaid("a-b/c.d, ü"), "a-b/c.d, ü");
        assert_eq!(mermaid("\"`*b*`#%%{init"), "#34;#96;#42;b#42;#96;#35;#37;#37;#123;init");
        assert_eq!(mermaid("$$$ fa:fa-x"), "#36;#8288;#36;#8288;#36; fa#58;#8288;fa-x");
        assert_eq!(mermaid("<br>\n&lt;fa:x"), "#60;br#62;#65533;#38;lt#59;fa#58;x");
    }

    #[test]
    fn nothing_of_an_input_is_dot() {
        assert_eq!(dot("a\"];b[\\N&lt;\n"), "a\\\"];b[\\\\N&amp;lt;\u{fffd}");
    }
}
