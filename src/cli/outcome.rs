//! How a command ends.

use std::fmt::Display;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::file_store::reason;
use crate::members::Unread;
use crate::store::Refusal;

/// What a command that could do its work answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Fine: exit 0.
    Fine,
    /// The answer is no: exit 1.
    No,
    /// The question was about something that does not exist or cannot be read: exit 2.
    Usage,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::No => Self::from(1),
            Outcome::Usage => Self::from(2),
        }
    }
}

/// Why a command could not run: exit 2.
#[derive(Debug, Default)]
pub(super) struct Failure {
    /// What went wrong, each with optional advice on how to fix it.
    notes: Vec<(String, Option<String>)>,
    /// Lines that show where, under the first.
    excerpt: Vec<String>,
    /// More lines of advice, under the first.
    forms: Vec<String>,
}

impl Failure {
    /// One thing that went wrong.
    pub fn new(message: impl Into<String>) -> Self {
        Self { notes: vec![(message.into(), None)], ..Self::default() }
    }

    /// A command or flag of a feature that this build does not have.
    #[cfg(any(test, not(feature = "cluster"), not(feature = "lsp"), not(feature = "mcp")))]
    pub fn lacks(feature: &str) -> Self {
        let until_then = match feature {
            "cluster" => {
                "; until then, `tcpgen build | kubectl apply --server-side --field-manager tcpgen -f -` applies a state"
            }
            _ => "",
        };
        Self::new(format!("this build has no `{feature}`")).help(format!(
            "every released tcpgen has it; from source, `cargo install --path . --features {feature}`{until_then}"
        ))
    }

    /// With advice on how to fix it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        if let Some(last) = self.notes.last_mut() {
            last.1 = Some(help.into());
        }
        self
    }

    /// With lines under it that show where.
    pub fn excerpt(mut self, lines: Vec<String>) -> Self {
        self.excerpt = lines;
        self
    }

    /// With more lines of advice under it.
    pub fn with_forms(mut self, lines: Vec<String>) -> Self {
        self.forms = lines;
        self
    }

    /// More lines of advice.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(String::as_str)
    }

    /// The lines that show where.
    pub fn shows(&self) -> &[String] {
        &self.excerpt
    }

    /// `cannot read a.toml: no such file or directory`.
    pub fn read(path: &Path, reason: impl Display) -> Self {
        Self::new(format!("cannot read {}: {reason}", path.display()))
    }

    /// `cannot write out.yaml: permission denied`.
    pub fn write(path: &Path, error: &io::Error) -> Self {
        Self::new(format!("cannot write {}: {}", path.display(), reason(error)))
    }

    /// Together with another.
    pub fn and(mut self, mut other: Self) -> Self {
        self.notes.append(&mut other.notes);
        self
    }

    /// Whether nothing went wrong.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// What went wrong, each with optional advice on how to fix it.
    pub fn notes(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.notes.iter().map(|(message, help)| (message.as_str(), help.as_deref()))
    }
}

/// Inputs that cannot be read.
impl From<Unread> for Failure {
    fn from(unread: Unread) -> Self {
        Self { notes: unread.notes, ..Self::default() }
    }
}

/// What a store, an operation or a question refused.
impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let notes = [(refusal.message, refusal.help)];
        let more = refusal.more.into_iter().map(|refusal| (refusal.message, refusal.help));
        Self { notes: notes.into_iter().chain(more).collect(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[test]
    fn a_build_without_a_feature_names_it_and_how_to_get_it() {
        for feature in ["cluster", "lsp", "mcp"] {
            let failure = Failure::lacks(feature);
            let notes: Vec<_> = failure.notes().collect();
            let (message, help) = notes[0];
            assert_eq!(message, format!("this build has no `{feature}`"));
            assert!(help.is_some_and(|help| help.contains(&format!("cargo install --path . --features {feature}"))));
        }
    }
}
