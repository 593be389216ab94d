use serde::Serialize;

use crate::check::CODES;
use crate::diagnostic::Severity;

/// What a code means, at length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The code.
    pub code: &'static str,
    /// What it is without `--strict`.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub summary: &'static str,
    /// Why it matters, an example, what to write instead.
    pub markdown: &'static str,
}

/// The explanation of a code, if there is one: of the checks, or of a scenario that came out otherwise.
pub fn explanation(code: &str) -> Option<Explanation> {
    let found = CODES.iter().copied().find(|known| known.name == code)?;
    Some(Explanation {
        code: found.name,
        severity: found.severity,
        summary: found.summary,
        markdown: found.explanation,
    })
}
