use super::line::{COLUMNS, TOO_MANY_CLASSES, left_out, lines};
use crate::analysis::reach::Reach;
use crate::escape::markdown as escaped;

/// A table for a pull request or a wiki, with what was left out behind it.
pub fn markdown(reach: &Reach) -> String {
    let mut rows = vec![COLUMNS.map(str::to_owned), ["---"; 5].map(str::to_owned)];
    rows.extend(lines(reach).into_iter().map(|line| line.into_cells().map(|cell| escaped(&cell))));
    let mut text: String = rows.iter().map(row).collect();
    let left_out = left_out(reach);
    if !left_out.is_empty() {
        text.extend(["\n", TOO_MANY_CLASSES, ":\n\n"]);
        text.extend(left_out.iter().map(|told| format!("- {}\n", escaped(told))));
    }
    text
}

fn row(cells: &[String; 5]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
