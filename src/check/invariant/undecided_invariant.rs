use super::words;
use crate::analysis::invariant::Part;
use crate::check::Check;
use crate::check::table::routed::Routed;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::invariant::Stated;

/// An invariant of which it is not known whether it holds.
pub static CODE: Code = Code {
    name: "undecided-invariant",
    severity: Severity::Warning,
    summary: "it is not known whether an invariant holds",
    explanation: include_str!("undecided_invariant.md"),
};

/// Where it looks: `broken-invariant` proves all of them.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };

pub(super) fn diagnostic(routed: &Routed<'_, '_>, stated: &Stated<'_>, part: &Part) -> Diagnostic {
    let name = stated.key.as_str();
    let (why, help) = words::doubt(routed.context.table, part);
    let message = format!("it is not known whether invariant `{name}` holds: {why}");
    let found = Diagnostic::new(&CODE, stated.demand, message).help(help).witness(&part.witness);
    words::way(routed, found, part)
}
