use serde::{Serialize, Serializer};

use super::{Question, Subject};
use crate::analysis::compare::{Comparison, ServiceVerdict, Verdict};
use crate::analysis::reach::ReachSet;
use crate::report::Reported;
use crate::source::Sources;
use crate::store::Refusal;
use crate::traefik::TraefikVersion;
use crate::upgrade::{self, Effect, Row};
use crate::{Options, compile};

/// What does a state do differently under another version of Traefik?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Upgrade {
    /// The old version; none for the state's own.
    pub from: Option<TraefikVersion>,
    /// The new version, which may be an older one; none for the newest that was tested.
    pub to: Option<TraefikVersion>,
}

/// A state under two versions, compared.
#[derive(Clone, Debug)]
pub struct Upgraded<'a> {
    /// All that differs.
    pub upgrade: upgrade::Upgrade,
    /// Whether all of the state could be read. If not, the answer covers what could be.
    pub whole: bool,
    sources: &'a Sources,
}

impl Question for Upgrade {
    type About = Subject;
    type Answer<'a> = Upgraded<'a>;

    fn ask<'a>(&self, subject: &'a Subject) -> Result<Upgraded<'a>, Refusal> {
        let from = self.from.unwrap_or_else(|| subject.compilation.table.version());
        let under =
            |version: TraefikVersion| compile(&subject.sources.clone().for_traefik(Some(version)), &Options::default());
        let (old, new) = (under(from), under(self.to.unwrap_or_default()));
        let upgrade = upgrade::Upgrade::new(&subject.sources, &old, &new);
        Ok(Upgraded { upgrade, whole: old.is_whole() && new.is_whole(), sources: &subject.sources })
    }
}

impl Upgraded<'_> {
    /// For people.
    pub fn human(&self) -> String {
        upgrade::human(&self.upgrade, self.sources)
    }

    /// For a pull request.
    pub fn markdown(&self) -> String {
        upgrade::markdown(&self.upgrade, self.sources)
    }
}

impl Serialize for Upgraded<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let upgrade::Upgrade { from, to, changes, others, clients, findings } = &self.upgrade;
        let Comparison { verdict, services, left_out, .. } = clients;
        let diagnostics = Findings {
            new: Reported::new(&findings.new, self.sources),
            fixed: Reported::new(&findings.fixed, self.sources),
            unchanged: findings.unchanged,
        };
        let different = !self.upgrade.is_empty();
        let (from, to, notes) = (from.to_string(), to.to_string(), self.upgrade.notes());
        let (whole, verdict) = (self.whole, *verdict);
        Written { from, to, different, verdict, services, whole, changes, left_out, others, diagnostics, notes }
            .serialize(serializer)
    }
}

/// [`Upgraded`] in JSON.
#[derive(Serialize)]
struct Written<'a> {
    from: String,
    to: String,
    different: bool,
    verdict: Verdict,
    services: &'a [ServiceVerdict],
    whole: bool,
    changes: &'a [Effect],
    left_out: &'a [ReachSet],
    others: &'a [Row],
    diagnostics: Findings<'a>,
    notes: Vec<String>,
}

/// Diagnostics that come and go.
#[derive(Serialize)]
struct Findings<'a> {
    new: Reported<'a>,
    fixed: Reported<'a>,
    unchanged: usize,
}
