use crate::source::Span;

/// A way to mend a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a menu entry: "rename to `source_range`".
    pub title: String,
    /// Whether `check --fix` may apply it unasked: it keeps the meaning that the author evidently had.
    pub safe: bool,
    /// Replacements; they do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement in a source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Fix {
    /// A fix that `check --fix` applies.
    pub fn safe(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self { title: title.into(), safe: true, edits: vec![Edit { span, text: text.into() }] }
    }

    /// A fix that a person has to choose.
    pub fn offered(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self { safe: false, ..Self::safe(title, span, text) }
    }

    /// A fix of several replacements, none of which overlap.
    pub fn of(title: impl Into<String>, safe: bool, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safe, edits }
    }
}
