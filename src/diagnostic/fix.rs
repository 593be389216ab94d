use crate::source::Span;

/// A way to mend a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a menu entry: "rename to `source_range`".
    pub title: String,
    /// Whether `check --fix` may apply it unasked. A safe fix changes what Traefik does with no connection, unless it
    /// [`repairs`](Self::repairs): then it does what the author certainly meant. What has two readings is not safe, nor is
    /// a name that is only near to another.
    pub safe: bool,
    /// Whether it makes something work that did not: text that tcpgen could not read, or that Traefik refuses or ignores.
    pub repairs: bool,
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
    /// A fix that `check --fix` applies. No connection is treated differently after it.
    pub fn safe(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self { title: title.into(), safe: true, repairs: false, edits: vec![Edit { span, text: text.into() }] }
    }

    /// A fix that `check --fix` applies: only one thing can be meant, and it did not work until now.
    pub fn repair(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self { repairs: true, ..Self::safe(title, span, text) }
    }

    /// A fix that a person has to choose.
    pub fn offered(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self { safe: false, ..Self::repair(title, span, text) }
    }

    /// [`repair`](Self::repair) where `evident`, and else [`offered`](Self::offered).
    pub fn repair_if(evident: bool, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self { safe: evident, ..Self::repair(title, span, text) }
    }

    /// A fix of several replacements, none of which overlap: a repair, which a person has to choose unless it is `safe`.
    pub fn of(title: impl Into<String>, safe: bool, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safe, repairs: true, edits }
    }
}
