use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::{SourceFile, Sources};

/// A fix that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The name of the file.
    pub file: String,
    /// The line of the problem when it was fixed, from 1.
    pub line: usize,
    /// What the fix did.
    pub title: String,
    /// The code of the problem.
    pub code: &'static Code,
    /// Whether it made something work that did not work before. If not, no connection is treated differently.
    pub repairs: bool,
}

impl Done {
    pub(super) fn new(sources: &Sources, found: &Diagnostic, fix: &Fix) -> Self {
        Self {
            file: sources.file(found.span.file).map_or("", SourceFile::name).to_owned(),
            line: sources.position(found.span).map_or(0, |(start, _)| start.line),
            title: fix.title.clone(),
            code: found.code,
            repairs: fix.repairs,
        }
    }
}
