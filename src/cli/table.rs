use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Row, Table, Width, presets};

use super::console;
use crate::escape::{Shown, line};

/// Between two columns, in characters.
const GAP: u16 = 2;

/// Rows under a header, without lines between. On a terminal cells are folded between words to make it as wide as that; if
/// even that is too wide, each row is a list of its cells. Elsewhere a row is a line, for `grep` and `cut`.
pub(super) fn table<const N: usize, C: AsRef<str>>(
    header: [impl Into<String>; N],
    rows: impl IntoIterator<Item = [C; N]>,
) -> Shown {
    let width = console::out_width().and_then(|width| u16::try_from(width).ok());
    let row = |cells: [C; N]| Row::from(cells.map(|cell| line(cell.as_ref()).into_owned()));
    Shown::lines(&drawn(Row::from(header.map(Into::into)), rows.into_iter().map(row).collect(), width))
}

fn drawn(header: Row, rows: Vec<Row>, width: Option<u16>) -> String {
    let Some(width) = width else { return lines(&unfolded(header, rows)) };
    // The gap behind the last column may stand over the edge.
    let width = width.saturating_add(GAP);
    match least_widths(&header, &rows, width) {
        Some(least) => lines(&folded(unfolded(header, rows), &least, width)),
        None => listed(&header, &rows),
    }
}

fn unfolded(header: Row, rows: Vec<Row>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header).add_rows(rows);
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.column_iter_mut().for_each(|column| {
        column.set_padding((0, GAP));
    });
    table
}

/// A range of addresses that is cut at the end of a line reads as another range: no column is narrower than its words.
fn folded(mut table: Table, least: &[u16], width: u16) -> Table {
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    for (column, least) in table.column_iter_mut().zip(least) {
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(*least)));
    }
    table
}

fn lines(table: &Table) -> String {
    table.lines().fold(String::new(), |text, line| text + line.trim_end() + "\n")
}

/// The minimum width of each column, with its gap; none if `width` is not enough for all of them.
fn least_widths(header: &Row, rows: &[Row], width: u16) -> Option<Vec<u16>> {
    let mut least = vec![0; header.cell_count()];
    for row in std::iter::once(header).chain(rows) {
        for (least, cell) in least.iter_mut().zip(row.cell_iter()) {
            *least = longest_word(&cell.content()).max(*least);
        }
    }
    let all: Vec<u16> =
        least.into_iter().map(|word| Some(u16::try_from(word).ok()?.saturating_add(GAP))).collect::<Option<_>>()?;
    let sum: usize = all.iter().copied().map(usize::from).sum();
    (sum <= usize::from(width)).then_some(all)
}

/// In characters.
fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0)
}

/// `header` is repeated before each cell, and rows are separated by an empty line.
fn listed(header: &Row, rows: &[Row]) -> String {
    let names: Vec<String> = header.cell_iter().map(Cell::content).collect();
    let margin = names.iter().map(String::len).max().unwrap_or(0) + usize::from(GAP);
    let line =
        |(name, cell): (&String, &Cell)| format!("{name:margin$}{}", cell.content()).trim_end().to_owned() + "\n";
    let item = |row: &Row| -> String { names.iter().zip(row.cell_iter()).map(line).collect() };
    rows.iter().map(item).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: Option<u16>) -> String {
        let row = |cells: [&str; 3]| Row::from(cells);
        let rows = vec![
            row(["default/postgres", "postgres:5432", "office: 192.168.1.0/24, 10.0.0.1"]),
            row(["ops/redis", "redis:6379", ""]),
        ];
        drawn(row(["ROUTE", "TARGETS", "MIDDLEWARES"]), rows, width)
    }

    #[test]
    fn without_a_terminal_a_row_is_a_line() {
        assert_eq!(shown(None).lines().count(), 3);
        assert!(shown(None).contains("office: 192.168.1.0/24, 10.0.0.1"));
    }

    #[test]
    fn no_word_is_cut_and_no_line_is_longer_than_the_terminal_is_wide() {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
        for width in 49..120 {
            let text = shown(Some(width));
            assert_eq!(words(&text), words(&shown(None)), "{width}:\n{text}");
            assert!(text.lines().all(|line| line.len() <= usize::from(width)), "{width}:\n{text}");
        }
    }

    #[test]
    fn a_word_beyond_all_terminals_is_listed_whole() {
        let word = "x".repeat(70_000);
        let text = drawn(Row::from(["ROUTE", "RULE"]), vec![Row::from(["a", &word])], Some(u16::MAX));
        assert_eq!(text, format!("ROUTE  a\nRULE   {word}\n"));
    }

    #[test]
    fn what_does_not_fit_side_by_side_is_listed() {
        let expected = "\
ROUTE        default/postgres
TARGETS      postgres:5432
MIDDLEWARES  office: 192.168.1.0/24, 10.0.0.1

ROUTE        ops/redis
TARGETS      redis:6379
MIDDLEWARES
";
        assert_eq!(shown(Some(40)), expected);
    }
}
