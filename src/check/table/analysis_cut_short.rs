use crate::analysis::CutShort;
use crate::check::Check;
use crate::check::table::routed::{Routed, entry_point};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// Rules that were not looked at for every connection.
pub static CODE: Code = Code {
    name: "analysis-cut-short",
    severity: Severity::Advice,
    summary: "the rules of an entry point divide connections into more classes than tcpgen looks at",
    explanation: include_str!("analysis_cut_short.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };

/// How many entry points are named.
const NAMED_AT_MOST: usize = 3;

pub(super) fn check(routed: &Routed<'_, '_>, found: &CutShort<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(rule) = routed.rule(found.router) else { return };
    let names: Vec<String> = found.entry_points.iter().take(NAMED_AT_MOST).map(|name| entry_point(name)).collect();
    let more = match found.entry_points.len().saturating_sub(names.len()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "not every connection was looked at on {}{more}: unreachable rules, ties and guards that fail open may be missing here",
        names.join(", ")
    );
    let help = "write fewer regular expressions, negations and protocols in the rules of one entry point";
    diagnostics.push(Diagnostic::new(&CODE, rule.whole(), message).help(help));
}
