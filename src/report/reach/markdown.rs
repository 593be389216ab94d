use super::line::{COLUMNS, TOO_MANY_CLASSES, left_out, lines};
use crate::analysis::reach::Reach;

/// A table for a pull request or a wiki, with what was left out behind it.
pub fn markdown(reach: &Reach) -> String {
    let mut rows = vec![COLUMNS.map(str::to_owned), ["---"; 5].map(str::to_owned)];
    rows.extend(lines(reach).into_iter().map(|line| line.into_cells().map(|cell| escaped(&cell))));
    let mut text: String = rows.iter().map(row).collect();
    let left_out = left_out(reach);
    if !left_out.is_empty() {
        text.push_str(&format!("\n{TOO_MANY_CLASSES}:\n\n"));
        text.extend(left_out.iter().map(|told| format!("- {}\n", escaped(told))));
    }
    text
}

fn row(cells: &[String; 5]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Text that means nothing to Markdown (`CommonMark` 0.31, "Backslash escapes").
fn escaped(text: &str) -> String {
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
