use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::json;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// Diagnostics with the texts that they are about, serialized as the list that `tcpgen check --format json` prints.
#[derive(Clone, Debug)]
pub struct Reported<'a> {
    /// The diagnostics.
    pub found: Cow<'a, [Diagnostic]>,
    /// The texts that have their places.
    pub sources: &'a Sources,
}

impl<'a> Reported<'a> {
    /// These diagnostics of these texts.
    pub fn new(found: impl Into<Cow<'a, [Diagnostic]>>, sources: &'a Sources) -> Self {
        Self { found: found.into(), sources }
    }

    /// How many there are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|found| found.severity == severity).count()
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|found| found.severity == Severity::Error)
    }

    /// How many there are: `2 errors, 1 warning, 3 advice`; empty when there are none.
    pub fn summary(&self) -> String {
        let kinds = [
            (Severity::Error, "error", "errors"),
            (Severity::Warning, "warning", "warnings"),
            (Severity::Advice, "advice", "advice"),
        ];
        let counted = kinds.into_iter().map(|(severity, one, many)| (self.count(severity), one, many));
        let parts = counted.filter(|&(count, ..)| count > 0);
        parts
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect::<Vec<_>>()
            .join(", ")
    }
}

impl Serialize for Reported<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json(&self.found, self.sources, serializer)
    }
}
