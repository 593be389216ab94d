use std::collections::HashSet;
use std::fmt::Write as _;

use super::{Effect, Row, Upgrade, words};
use crate::analysis::compare::Comparison;
use crate::diagnostic::Diagnostic;
use crate::difference::clean;
use crate::report::compare;
use crate::source::{Sources, Span};

/// How many routers, and how many connections, of one change are printed; JSON has all.
const AT_MOST: usize = 10;

/// An upgrade for people, by change. `sources` are the texts that diagnostics point into.
pub fn human(upgrade: &Upgrade, sources: &Sources) -> String {
    let Upgrade { from, to, changes, others, clients, findings } = upgrade;
    let mut out = Page::default();
    out.line(0, &words::headline(upgrade));
    if !clients.is_empty() {
        out.clients(clients);
    }
    for effect in words::in_order(changes) {
        out.text.push('\n');
        out.effect(effect, [&from.to_string(), &to.to_string()]);
    }
    if !(findings.new.is_empty() && findings.fixed.is_empty()) {
        let (new, fixed, unchanged) = (findings.new.len(), findings.fixed.len(), findings.unchanged);
        out.line(0, &format!("\ndiagnostics: {new} new, {fixed} fixed, {unchanged} unchanged"));
        findings.new.iter().for_each(|found| out.line(1, &format!("+ {}", said(found, sources))));
        findings.fixed.iter().for_each(|found| out.line(1, &format!("- {}", said(found, sources))));
    }
    match others.len() {
        0 => {}
        1 => out.line(0, &format!("\n1 other change lies between the two: {}", ids(others))),
        more => out.line(0, &format!("\n{more} other changes lie between the two: {}", ids(others))),
    }
    out.text
}

fn ids(rows: &[Row]) -> String {
    rows.iter().map(|row| row.id).collect::<Vec<_>>().join(", ")
}

/// A diagnostic with its place, on one line.
pub(super) fn said(found: &Diagnostic, sources: &Sources) -> String {
    let text = format!("{}[{}]: {}", found.severity.name(), found.code.name, found.message);
    let place = place(found.span, sources);
    if place.is_empty() { text } else { format!("{place}: {text}") }
}

fn place(span: Span, sources: &Sources) -> String {
    let Some((start, _)) = sources.position(span) else { return String::new() };
    let file = sources.file(span.file).map_or("", |file| file.name());
    format!("{file}:{}:{}", start.line, start.column)
}

#[derive(Default)]
struct Page {
    text: String,
    /// The changes that were explained.
    shown: HashSet<&'static str>,
}

impl Page {
    fn line(&mut self, level: usize, text: &str) {
        let (blank, text) = text.strip_prefix('\n').map_or(("", text), |text| ("\n", text));
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{blank}{}{}", "  ".repeat(level), clean(text));
    }

    fn clients(&mut self, clients: &Comparison) {
        self.line(0, &format!("connections: {}", compare::headline(clients.verdict)));
        compare::verdicts(clients).for_each(|found| self.line(1, &found));
    }

    fn effect(&mut self, effect: &Effect, [from, to]: [&str; 2]) {
        let Effect { row, with, written, routers, classes, connections } = effect;
        if with.is_empty() {
            self.row(row, [from, to]);
        } else {
            let ids: Vec<&str> = std::iter::once(row).chain(with).map(|row| row.id).collect();
            self.line(0, &format!("{} together", ids.join(" and ")));
            let unknown: Vec<&Row> =
                std::iter::once(row).chain(with).filter(|row| !self.shown.contains(row.id)).collect();
            for row in unknown {
                self.row(row, [from, to]);
            }
        }
        for written in written {
            let place = written.place.file.as_ref().zip(written.place.start.as_ref());
            let place = place.map_or(String::new(), |(file, at)| format!("{file}:{}:{}: ", at.line, at.column));
            self.line(1, &format!("{place}{}", written.what));
        }
        for found in routers.iter().take(AT_MOST) {
            self.line(1, &format!("router {} {}", found.router, found.rule));
            self.line(2, &format!("{from}: {}", words::router(&found.old, &found.new)));
            self.line(2, &format!("{to}: {}", words::router(&found.new, &found.old)));
        }
        self.more(routers.len(), "routers");
        let lines = compare::lines(classes);
        for found in lines.iter().take(AT_MOST) {
            self.line(1, &found.to_string());
        }
        self.more(lines.len(), "classes of connections");
        let witnesses = words::witnesses(connections);
        for &(found, more) in witnesses.iter().take(AT_MOST) {
            self.line(1, &words::witness((found, more)));
            self.line(2, &format!("{from}: {}", words::ending(&found.old, &found.new)));
            self.line(2, &format!("{to}: {}", words::ending(&found.new, &found.old)));
        }
        self.more(witnesses.len(), "kinds of connections");
    }

    fn row(&mut self, row: &Row, [from, to]: [&str; 2]) {
        self.shown.insert(row.id);
        self.line(0, &format!("{}: {}", row.id, row.title));
        self.line(1, &format!("{from}: {}", row.before));
        self.line(1, &format!("{to}: {}", row.after));
        self.line(1, &row.link);
    }

    fn more(&mut self, count: usize, what: &str) {
        if let Some(more @ 1..) = count.checked_sub(AT_MOST) {
            self.line(1, &format!("{more} more {what}; `--format json` shows all"));
        }
    }
}
