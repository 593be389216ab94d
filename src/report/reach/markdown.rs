use super::super::markdown::escaped;
use super::line::{Line, left_out, lines};
use crate::analysis::reach::Reach;

/// A table for a pull request or a wiki, with what was left out behind it.
pub fn markdown(reach: &Reach) -> String {
    let header = ["Entry point", "Clients", "Connection", "Outcome", "By"].map(str::to_owned);
    let mut rows = vec![header, ["---"; 5].map(str::to_owned)];
    rows.extend(lines(reach).into_iter().map(|line| {
        let Line { entry_point, clients, connection, outcome, by } = line;
        [entry_point, clients, connection, outcome, by].map(|cell| escaped(&cell))
    }));
    let mut text: String = rows.iter().map(row).collect();
    let left_out = left_out(reach);
    if !left_out.is_empty() {
        text.push_str("\nNot looked at, for there are too many classes:\n\n");
        text.extend(left_out.iter().map(|told| format!("- {}\n", escaped(told))));
    }
    text
}

fn row(cells: &[String; 5]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
