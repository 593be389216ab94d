//! How the findings of `check` are written.

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;

use super::table::table;
use crate::escape::{Shown, line};
use crate::fix::Fixes;
use crate::report::{self, Reported, Style};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// One line per finding, for editors
    Concise,
    /// One array, for programs
    Json,
    /// GitHub workflow commands
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// JUnit XML
    Junit,
    /// reviewdog's JSON
    Rdjson,
    /// A SARIF 2.1.0 log
    Sarif,
}

impl Format {
    /// Whether the reports of several states can follow each other.
    pub fn is_lines(self) -> bool {
        matches!(self, Self::Human | Self::Concise | Self::Github)
    }
}

/// Writes the findings.
pub(super) fn write(reported: &Reported<'_>, format: Format, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let Reported { found, sources } = reported;
    match format {
        Format::Human => out.write_all(report::human(found, sources, style).as_str().as_bytes()),
        Format::Concise => parts(report::concise(found, sources), out),
        Format::Github => parts(report::github(found, sources), out),
        Format::Junit => parts(report::junit(found, sources), out),
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, reported)?;
            out.write_all(b"\n")
        }
        Format::Gitlab => in_a_line(&report::gitlab(found, sources), out),
        Format::Rdjson => in_a_line(&report::rdjson(found, sources), out),
        Format::Sarif => in_a_line(&report::sarif(found, sources), out),
    }
}

fn parts(parts: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    let mut parts = parts;
    parts.try_for_each(|part| out.write_all(part.as_bytes()))
}

fn in_a_line(answer: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, answer)?;
    out.write_all(b"\n")
}

/// How often each code occurs, the most frequent first.
pub(super) fn statistics(reported: &Reported<'_>) -> Shown {
    let mut counts: Vec<(usize, &str, &str)> = Vec::new();
    for found in reported.found.iter() {
        let (code, severity) = (found.code.name, found.severity.name());
        match counts.iter_mut().find(|(_, known, of)| (*known, *of) == (code, severity)) {
            Some((count, ..)) => *count += 1,
            None => counts.push((1, code, severity)),
        }
    }
    counts.sort_unstable_by_key(|&(count, code, _)| (std::cmp::Reverse(count), code));
    let rows = counts
        .iter()
        .map(|(count, code, severity)| [count.to_string(), line(severity).into_owned(), (*code).to_owned()]);
    table(["COUNT", "SEVERITY", "CODE"], rows)
}

/// The counts of the findings, and how many of them `--fix` would mend.
pub(super) fn summary(reported: &Reported<'_>) -> String {
    let count = |fixes: Fixes| reported.found.iter().filter(|found| fixes.of(found).is_some()).count();
    let safe = count(Fixes::Safe);
    let more = count(Fixes::Unsafe) - safe;
    let summary = reported.summary();
    match (safe, more) {
        (0, 0) => summary,
        (safe, 0) => format!("{summary}; {safe} fixable with `--fix`"),
        (0, more) => format!("{summary}; {more} fixable with `--fix --unsafe-fixes`"),
        (safe, more) => format!("{summary}; {safe} fixable with `--fix`, {more} more with `--unsafe-fixes`"),
    }
}
