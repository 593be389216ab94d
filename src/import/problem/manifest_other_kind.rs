use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;

/// Objects of kinds that tcpgen does not write.
pub static CODE: Code = Code {
    name: "manifest-other-kind",
    severity: Severity::Warning,
    summary: "objects of a kind that tcpgen does not write are left out",
    explanation: include_str!("manifest_other_kind.md"),
};

/// Names that a message lists.
const LISTED: usize = 10;

/// Objects of one kind, each with its name and place; there is at least one.
pub(crate) fn diagnostic(kind: &str, help: &str, objects: &[(String, Span)]) -> Diagnostic {
    let names: Vec<String> = objects.iter().take(LISTED).map(|(name, _)| format!("`{name}`")).collect();
    let more = objects.len().saturating_sub(LISTED);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let place = objects.first().map_or(Span::NOWHERE, |(_, place)| *place);
    let found = Diagnostic::new(&CODE, place, format!("{kind} is left out: {}{more}", names.join(", "))).help(help);
    let others = objects.iter().skip(1).take(LISTED - 1);
    others.fold(found, |found, (name, place)| found.related(*place, format!("`{name}`")))
}
