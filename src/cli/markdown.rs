//! The little Markdown of the explanations, as plain text for a terminal: headings, paragraphs, lists, code blocks.

use crate::report::Style;

/// Width of a paragraph: that of the terminal, up to a readable maximum.
const WIDTH_AT_MOST: usize = 100;

/// Markdown as plain text. Paragraphs are wrapped; code is indented by four columns and otherwise unchanged.
pub(super) fn plain(markdown: &str, style: Style) -> String {
    let width = style.width.unwrap_or(WIDTH_AT_MOST).clamp(20, WIDTH_AT_MOST);
    let mut out = String::new();
    let mut paragraph = Vec::new();
    let mut in_code = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            flush(&mut out, &mut paragraph, width);
            in_code = !in_code;
        } else if in_code {
            out.push_str(format!("    {line}").trim_end());
            out.push('\n');
        } else if let Some(title) = line.strip_prefix('#') {
            flush(&mut out, &mut paragraph, width);
            out.push_str(&heading(title.trim_start_matches('#').trim(), style.colour));
            out.push('\n');
        } else if line.trim().is_empty() {
            flush(&mut out, &mut paragraph, width);
            out.push('\n');
        } else {
            if line.starts_with("- ") {
                flush(&mut out, &mut paragraph, width);
            }
            paragraph.extend(line.split_whitespace());
        }
    }
    flush(&mut out, &mut paragraph, width);
    out
}

/// A heading, bold where there is colour.
pub(super) fn heading(text: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Wraps the words; further lines of a list item are indented to its first word.
fn flush(out: &mut String, words: &mut Vec<&str>, width: usize) {
    let indent = if words.first() == Some(&"-") { 2 } else { 0 };
    let mut column = 0;
    for word in words.drain(..) {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    if column > 0 {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::plain;
    use crate::report::Style;

    #[test]
    fn paragraphs_lists_headings_and_code_are_laid_out() {
        let text =
            "one two\nthree four five\n\n- a list of\n  words\n- b\n\n### Example\n\n```toml\n[a]\n\nb = 1\n```\n";
        let expected = "one two three four\nfive\n\n- a list of words\n- b\n\nExample\n\n    [a]\n\n    b = 1\n";
        assert_eq!(plain(text, Style { width: Some(20), ..Style::default() }), expected);
        assert!(plain(text, Style { colour: true, ..Style::default() }).contains("\u{1b}[1mExample\u{1b}[0m\n"));
    }
}
