use super::{Code, Severity};

/// What is made of the findings of one code: `[lints]`, `--allow`, `--warn` and `--deny`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// They are not reported.
    Allow,
    /// They are advice.
    Advice,
    /// They are warnings.
    Warn,
    /// They are errors.
    Deny,
}

impl Level {
    /// The names in a state file, from the mildest on.
    pub const NAMES: [&str; 4] = ["allow", "advice", "warn", "deny"];

    /// The level of this name.
    pub fn parse(name: &str) -> Option<Self> {
        let levels = [Self::Allow, Self::Advice, Self::Warn, Self::Deny];
        Self::NAMES.iter().zip(levels).find(|(known, _)| **known == name).map(|(_, level)| level)
    }

    /// The severity of findings of this level; none if they are not reported.
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Advice => Some(Severity::Advice),
            Self::Warn => Some(Severity::Warning),
            Self::Deny => Some(Severity::Error),
        }
    }
}

/// Levels that differ from those of the codes. An error's level cannot be lowered: it is never in here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(Vec<(&'static Code, Level)>);

impl Levels {
    /// Sets the level of a code, over one that was set before. `deny` is all that an error's can be, and changes nothing.
    pub fn set(&mut self, code: &'static Code, level: Level) {
        if code.severity == Severity::Error {
            return;
        }
        match self.0.iter_mut().find(|(known, _)| known.name == code.name) {
            Some((_, known)) => *known = level,
            None => self.0.push((code, level)),
        }
    }

    /// The levels of `self`, with those of `newer` over them.
    #[must_use]
    pub fn overlaid(mut self, newer: &Self) -> Self {
        for (code, level) in &newer.0 {
            self.set(code, *level);
        }
        self
    }

    /// The severity of a finding of `code` that would have `severity`; none if it is not to be reported.
    pub fn severity(&self, code: &Code, severity: Severity) -> Option<Severity> {
        if severity == Severity::Error {
            return Some(severity);
        }
        match self.0.iter().find(|(known, _)| known.name == code.name) {
            Some((_, level)) => level.severity(),
            None => Some(severity),
        }
    }
}
