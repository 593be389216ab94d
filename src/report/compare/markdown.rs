use super::super::reach::clean;
use super::line::{Line, TOO_MANY_CLASSES, left_out, lines};
use super::words::{headline, summary, title};
use crate::analysis::compare::{ClassChange, Comparison};
use crate::escape::markdown as escaped;

/// The verdict, a table of who gets in, who is shut out and who is served in another way, and the verdict on each service
/// whose clients change.
pub fn markdown(comparison: &Comparison) -> String {
    [verdict(comparison), table(&comparison.overview), services(comparison)].concat()
}

/// The verdict on all services.
pub fn verdict(comparison: &Comparison) -> String {
    format!("{}\n", escaped(&headline(comparison.verdict)))
}

/// Who gets in, who is shut out and who is served in another way, as a table; nothing if there is nobody.
pub fn table(overview: &[ClassChange]) -> String {
    let mut text = String::new();
    let lines = lines(overview);
    if !lines.is_empty() {
        text +=
            "\n| Who | Entry point | Clients | Connection | Before | After |\n| --- | --- | --- | --- | --- | --- |\n";
        text.extend(lines.into_iter().map(|line| {
            let Line { change, entry_point, clients, connection, was, now } = line;
            let cells = [entry_point, clients, connection, was, now].map(|cell| escaped(&cell));
            format!("| {} | {} |\n", title(change), cells.join(" | "))
        }));
    }
    text
}

/// The verdict on each service whose clients change, and what was not compared.
pub fn services(comparison: &Comparison) -> String {
    let mut text = String::new();
    let mut services = summary(comparison).peekable();
    if services.peek().is_some() {
        text += "\n| Service | Verdict |\n| --- | --- |\n";
        text.extend(services.map(|(service, verdict)| format!("| {} | {verdict} |\n", escaped(&clean(service)))));
    }
    let left_out = left_out(comparison);
    if !left_out.is_empty() {
        text.extend(["\n", TOO_MANY_CLASSES, ":\n\n"]);
        text.extend(left_out.iter().map(|set| format!("- {}\n", escaped(set))));
    }
    text
}
