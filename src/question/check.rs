use serde::Serialize;

use super::{Question, Subject};
use crate::diagnostic::Severity;
use crate::report::Reported;
use crate::store::Refusal;

/// What is wrong with a state? The options that it was compiled with specify how strict the answer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Check;

/// What is wrong with a state.
#[derive(Clone, Debug, Serialize)]
pub struct Checked<'a> {
    /// The version of Traefik that it is checked for.
    pub traefik: String,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// How much advice there is.
    pub advice: usize,
    /// All of them, in the order of the files.
    pub diagnostics: Reported<'a>,
}

impl Question for Check {
    type About = Subject;
    type Answer<'a> = Checked<'a>;

    fn ask<'a>(&self, subject: &'a Subject) -> Result<Checked<'a>, Refusal> {
        let diagnostics = subject.reported();
        let [errors, warnings, advice] =
            [Severity::Error, Severity::Warning, Severity::Advice].map(|severity| diagnostics.count(severity));
        let traefik = subject.compilation.table.version().to_string();
        Ok(Checked { traefik, errors, warnings, advice, diagnostics })
    }
}
