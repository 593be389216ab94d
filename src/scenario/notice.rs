use serde::Serialize;

use super::Place;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// What there is to say of an entry as a step applies it. In JSON it is a diagnostic without fixes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Notice {
    /// The diagnostic's code.
    pub code: &'static str,
    /// A warning is accepted by an API server, an error refused.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// All of it, for those who draw it.
    #[serde(skip)]
    pub diagnostic: Diagnostic,
}

impl Notice {
    pub(super) fn new(sources: &Sources, diagnostic: Diagnostic) -> Self {
        Self {
            code: diagnostic.code.name,
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            place: Place::new(sources, diagnostic.span),
            diagnostic,
        }
    }
}
