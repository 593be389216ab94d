use crate::source::Span;

/// Another place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What stands there: "first declared here".
    pub message: String,
    /// Where.
    pub span: Span,
}
