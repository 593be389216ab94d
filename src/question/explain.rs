use serde::{Deserialize, Serialize};

use super::Question;
use crate::check::{CODES, code};
use crate::diagnostic::{Code, Severity, closest};
use crate::store::Refusal;

/// What does a diagnostic's code mean? The question is about no state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Explain {
    /// The code, such as `sni-without-tls`.
    pub code: String,
}

/// What a code means, at length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The code.
    pub code: &'static str,
    /// What it is without `--strict`.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub summary: &'static str,
    /// Why it matters, an example, what to write instead.
    pub markdown: &'static str,
}

impl Explain {
    /// Every code: of the checks, and of a scenario that came out otherwise.
    pub fn all() -> impl Iterator<Item = Explanation> {
        CODES.iter().copied().map(Explanation::from)
    }
}

impl Question for Explain {
    type About = ();
    type Answer<'a> = Explanation;

    fn ask(&self, (): &()) -> Result<Explanation, Refusal> {
        let name = self.code.as_str();
        code(name).map(Explanation::from).ok_or_else(|| {
            let help = match closest(name, Self::all().map(|known| known.code)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`tcpgen explain` lists all codes".to_owned(),
            };
            Refusal::new("unknown-code", format!("there is no code `{name}`")).help(help)
        })
    }
}

impl From<&'static Code> for Explanation {
    fn from(code: &'static Code) -> Self {
        Self { code: code.name, severity: code.severity, summary: code.summary, markdown: code.explanation }
    }
}
