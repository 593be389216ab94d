use serde::Serialize;

use super::{Position, Sources, Span};

/// A place as reports tell it. All is null for what stands in no file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file's name.
    pub file: Option<String>,
    /// The first byte.
    pub start: Option<Position>,
    /// The byte behind the last.
    pub end: Option<Position>,
}

impl Place {
    /// The place of a span.
    pub fn new(sources: &Sources, span: Span) -> Self {
        let (start, end) = sources.position(span).unzip();
        Self { file: sources.file(span.file).map(|file| file.name().to_owned()), start, end }
    }
}
