use std::process::ExitCode;

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
