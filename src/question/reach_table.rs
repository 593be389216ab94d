use serde::{Serialize, Serializer};

use super::{Question, Reach, Subject};
use crate::analysis::reach::Reach as Reached;
use crate::connection::Connection;
use crate::report::Reported;
use crate::report::reach::{COLUMNS, Line, NOBODY, TOO_MANY_CLASSES, left_out, lines};
use crate::routing::Outcome;
use crate::store::Refusal;

/// Who reaches what, in the words that `tcpgen reach` prints for people?
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReachTable {
    /// What is asked.
    pub reach: Reach,
}

/// Who reaches what, as a table. In JSON it has no rows if the request is refused, and `error` is why.
#[derive(Clone, Debug)]
pub struct ReachRows<'a> {
    /// The version of Traefik that it is for.
    pub traefik: String,
    /// All connections in classes, or why the request is refused.
    pub reach: Result<Reached, Refusal>,
    /// What is wrong with the state. The table is of what could be read.
    pub diagnostics: Reported<'a>,
}

impl Question for ReachTable {
    type About = Subject;
    type Answer<'a> = ReachRows<'a>;

    fn ask<'a>(&self, subject: &'a Subject) -> Result<ReachRows<'a>, Refusal> {
        Ok(ReachRows {
            traefik: subject.compilation.table.version().to_string(),
            reach: self.reach.ask(subject).map(|answer| answer.reach.collected()),
            diagnostics: subject.reported(),
        })
    }
}

/// [`ReachRows`] in JSON.
#[derive(Serialize)]
struct Written<'a> {
    traefik: &'a str,
    columns: [&'static str; 5],
    rows: Vec<WrittenRow<'a>>,
    nobody: Option<&'static str>,
    left_out: Option<WrittenLeftOut>,
    error: Option<WrittenRefusal<'a>>,
    diagnostics: &'a Reported<'a>,
}

#[derive(Serialize)]
struct WrittenRow<'a> {
    cells: [String; 5],
    outcome: Outcome,
    witness: Option<&'a Connection>,
}

/// What was not looked at, with the reason.
#[derive(Clone, Debug, Serialize)]
pub struct WrittenLeftOut {
    why: &'static str,
    what: Vec<String>,
}

impl WrittenLeftOut {
    /// None where nothing was left out.
    pub fn new(why: &'static str, what: Vec<String>) -> Option<Self> {
        (!what.is_empty()).then_some(Self { why, what })
    }
}

#[derive(Serialize)]
struct WrittenRefusal<'a> {
    message: &'a str,
    help: Option<&'a str>,
}

impl<'a> From<Line<'a>> for WrittenRow<'a> {
    fn from(line: Line<'a>) -> Self {
        let (outcome, witness) = (line.class.fate.outcome, line.class.witness.as_ref());
        Self { cells: line.into_cells(), outcome, witness }
    }
}

impl Serialize for ReachRows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { traefik, reach, diagnostics } = self;
        let rows = reach.as_ref().map(lines).unwrap_or_default().into_iter().map(WrittenRow::from).collect::<Vec<_>>();
        let what = reach.as_ref().map(left_out).unwrap_or_default();
        let error = reach.as_ref().err();
        Written {
            traefik,
            columns: COLUMNS,
            nobody: (rows.is_empty() && what.is_empty() && error.is_none()).then_some(NOBODY),
            rows,
            left_out: WrittenLeftOut::new(TOO_MANY_CLASSES, what),
            error: error.map(|Refusal { message, help, .. }| WrittenRefusal { message, help: help.as_deref() }),
            diagnostics,
        }
        .serialize(serializer)
    }
}
