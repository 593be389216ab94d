use crate::check::Check;
use crate::desired::DesiredState;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{SourceFile, Sources, Span};

/// An input without an entry.
pub static CODE: Code = Code {
    name: "empty-input",
    severity: Severity::Error,
    summary: "an input of a build has no entry, most likely because of a broken pipe or a truncated file",
    explanation: include_str!("empty_input.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[] };

/// Found when a state is built, not by every check: an empty state is where people begin. Reports each input without a
/// key, and the first input where no input has an entry.
pub fn empty_input(sources: &Sources, desired: &DesiredState) -> Vec<Diagnostic> {
    let blank: Vec<_> = sources.iter().filter(|(_, file)| is_blank(file)).collect();
    if !blank.is_empty() {
        let found =
            blank.into_iter().map(|(id, file)| diagnostic(Span::new(id, 0..0), format!("{} is empty", file.name())));
        return found.collect();
    }
    if has_entries(desired) {
        return Vec::new();
    }
    let first = sources.iter().next();
    first.map(|(id, _)| diagnostic(Span::new(id, 0..0), "the state has no entry".to_owned())).into_iter().collect()
}

fn diagnostic(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(&CODE, span, message)
        .help("add an entry such as `[routes.postgres]`; where a pipe or a script writes it, see why it wrote nothing")
}

/// Whether there is nothing but comments.
fn is_blank(file: &SourceFile) -> bool {
    let text = file.text().strip_prefix('\u{feff}').unwrap_or(file.text());
    text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#'))
}

/// Whether there is an entry in any table, or one that could not be read, which has been reported.
fn has_entries(desired: &DesiredState) -> bool {
    desired.lost_names
        || !desired.entry_points.is_empty()
        || !desired.entries.is_empty()
        || !desired.services.is_empty()
        || !desired.invariants.is_empty()
        || !desired.scenarios.is_empty()
}
