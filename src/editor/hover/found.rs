use crate::source::Span;

/// What there is to know of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    /// The words, in Markdown.
    pub markdown: String,
}
