use std::ops::Range;

/// What can be written at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// What is replaced, in bytes of the text.
    pub range: Range<usize>,
    /// The best first.
    pub items: Vec<Completion>,
}

/// Something that can be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// What a list shows.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words beside the label.
    pub detail: String,
    /// What there is to know of it, in Markdown.
    pub documentation: Option<String>,
    /// What is written; with `$0` where writing goes on, if [`is_snippet`](Self::is_snippet).
    pub text: String,
    /// The same without a place to go on.
    pub plain: String,
    /// Whether [`text`](Self::text) has such a place.
    pub is_snippet: bool,
}

/// What a completion writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CompletionKind {
    /// A key.
    #[default]
    Key,
    /// A value that Traefik knows.
    Value,
    /// A name that the state declares.
    Name,
    /// A matcher of a rule.
    Matcher,
    /// A code of a diagnostic.
    Code,
}

impl Completion {
    /// One that writes its label, or the label in other characters.
    pub(super) fn plain(label: impl Into<String>, kind: CompletionKind, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { label: label.into(), kind, plain: text.clone(), text, ..Self::default() }
    }

    /// One that writes `text`, in which `$0` is where writing goes on.
    pub(super) fn snippet(label: impl Into<String>, kind: CompletionKind, text: &str) -> Self {
        let plain = text.replace("$0", "");
        Self { label: label.into(), kind, plain, text: text.to_owned(), is_snippet: true, ..Self::default() }
    }

    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    pub(super) fn documentation(mut self, documentation: Option<String>) -> Self {
        self.documentation = documentation;
        self
    }
}
