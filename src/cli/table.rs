use comfy_table::{ColumnConstraint, ContentArrangement, Row, Table, Width, presets};

use super::console;

/// Between two columns.
const GAP: u16 = 2;

/// Rows under a header, without lines between. On a terminal cells are folded between words to make it as wide as that; where
/// even that is too wide, each row is a list of its cells. Elsewhere a row is a line, for `grep` and `cut`.
pub(super) fn table<R: Into<Row>>(header: impl Into<Row>, rows: impl IntoIterator<Item = R>) -> String {
    let width = console::out_width().and_then(|width| u16::try_from(width).ok());
    drawn(header.into(), rows.into_iter().map(Into::into).collect(), width)
}

fn drawn(header: Row, rows: Vec<Row>, width: Option<u16>) -> String {
    let words: Vec<u16> = (0..header.cell_count()).map(|column| longest_word(&header, &rows, column)).collect();
    if width.is_some_and(|width| words.iter().map(|word| word + GAP).sum::<u16>() > width + GAP) {
        return listed(&header, &rows);
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header).add_rows(rows);
    match width {
        Some(width) => table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width + GAP),
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    for (column, word) in table.column_iter_mut().zip(words) {
        // A range of addresses that is cut at the end of a line reads as another range.
        column.set_padding((0, GAP)).set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(word + GAP)));
    }
    table.lines().fold(String::new(), |text, line| text + line.trim_end() + "\n")
}

/// In characters.
fn longest_word(header: &Row, rows: &[Row], column: usize) -> u16 {
    let words = |row: &Row| row.cell_iter().nth(column).and_then(|cell| longest(&cell.content())).unwrap_or(0);
    rows.iter().map(words).fold(words(header), usize::max).try_into().unwrap_or(u16::MAX / 64)
}

fn longest(text: &str) -> Option<usize> {
    text.split_whitespace().map(|word| word.chars().count()).max()
}

/// `header` is repeated before each cell, and an empty line stands between rows.
fn listed(header: &Row, rows: &[Row]) -> String {
    let names: Vec<String> = header.cell_iter().map(comfy_table::Cell::content).collect();
    let margin = names.iter().map(String::len).max().unwrap_or(0) + usize::from(GAP);
    let item = |row: &Row| -> String {
        let cells = row.cell_iter().map(comfy_table::Cell::content);
        names
            .iter()
            .zip(cells)
            .map(|(name, cell)| format!("{name:margin$}{cell}").trim_end().to_owned() + "\n")
            .collect()
    };
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
