use std::fmt::Display;
use std::path::Path;

/// Why inputs cannot be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unread {
    /// What went wrong, each with optional advice on how to fix it.
    pub notes: Vec<(String, Option<String>)>,
}

impl Unread {
    /// One thing that went wrong.
    pub fn new(message: impl Into<String>) -> Self {
        Self { notes: vec![(message.into(), None)] }
    }

    /// `cannot read a.toml: no such file or directory`.
    pub fn read(path: &Path, reason: impl Display) -> Self {
        Self::new(format!("cannot read {}: {reason}", path.display()))
    }

    /// With advice on how to fix it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        if let Some(last) = self.notes.last_mut() {
            last.1 = Some(help.into());
        }
        self
    }

    /// Together with another.
    #[cfg(feature = "cli")]
    pub fn and(mut self, mut other: Self) -> Self {
        self.notes.append(&mut other.notes);
        self
    }

    /// What went wrong, in one line.
    pub fn words(&self) -> String {
        self.notes.iter().map(|(message, _)| message.as_str()).collect::<Vec<_>>().join("; ")
    }

    /// Whether nothing went wrong.
    #[cfg(feature = "cli")]
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }
}
