use serde::Serialize;

use super::reach_table::WrittenLeftOut;
use super::{Compared, Diff, Question, Subject};
use crate::analysis::compare::{Change, Comparison};
use crate::connection::Connection;
use crate::report::Reported;
use crate::report::compare::{COLUMNS, Line, TOO_MANY_CLASSES, groups, headline, left_out};
use crate::store::Refusal;

/// What would be different if a state replaced another one, also in words? The question is about the new state. One that
/// cannot be read in full is no refusal here: somebody may be writing it.
#[derive(Clone, Copy, Debug)]
pub struct Compare<'s> {
    /// The old state.
    pub before: &'s Subject,
}

/// Two states, compared, or what is wrong with them.
#[derive(Clone, Debug, Serialize)]
pub struct Comparing<'s, 'a> {
    /// All that differs. None where one of them cannot be read in full.
    pub difference: Option<Compared<'s, 'a>>,
    /// Who is treated differently, in words.
    pub table: Option<CompareTable>,
    /// What is wrong with each of them.
    pub diagnostics: BothReported<'s, 'a>,
}

/// What is wrong with two states.
#[derive(Clone, Debug, Serialize)]
pub struct BothReported<'s, 'a> {
    /// With the old one.
    pub before: Reported<'s>,
    /// With the new one.
    pub after: Reported<'a>,
}

impl<'s> Question for Compare<'s> {
    type About = Subject;
    type Answer<'a>
        = Comparing<'s, 'a>
    where
        Self: 'a;

    fn ask<'a>(&self, subject: &'a Subject) -> Result<Comparing<'s, 'a>, Refusal> {
        let Self { before } = *self;
        let is_whole = before.compilation.is_whole() && subject.compilation.is_whole();
        let difference = is_whole.then(|| Compared::of(Diff { against: before, among: None }, subject)).transpose()?;
        let table = difference.as_ref().map(|compared| CompareTable::of(&compared.difference.connections));
        let diagnostics = BothReported { before: before.reported(), after: subject.reported() };
        Ok(Comparing { difference, table, diagnostics })
    }
}

/// The words of a comparison, as rows with cells for each column.
#[derive(Clone, Debug, Serialize)]
pub struct CompareTable {
    headline: String,
    columns: [&'static str; 6],
    rows: Vec<CompareRow>,
    left_out: Option<WrittenLeftOut>,
}

#[derive(Clone, Debug, Serialize)]
struct CompareRow {
    cells: [String; 6],
    change: Change,
    witness: Option<Connection>,
}

impl CompareTable {
    fn of(comparison: &Comparison) -> Self {
        let rows = groups(&comparison.overview).into_iter().map(|group| CompareRow {
            cells: Line::of(&group).into_cells(),
            change: group.change(),
            witness: group.first.witness.clone(),
        });
        Self {
            headline: headline(comparison.verdict),
            columns: COLUMNS,
            rows: rows.collect(),
            left_out: WrittenLeftOut::new(TOO_MANY_CLASSES, left_out(comparison)),
        }
    }
}
