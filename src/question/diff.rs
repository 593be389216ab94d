use serde::{Serialize, Serializer};

use super::{Question, Subject, not_written};
use crate::analysis::compare::{ClassChange, Comparison, ServiceVerdict, Verdict};
use crate::analysis::reach::ReachSet;
use crate::difference::{self, Difference, ObjectChanges, Rollout};
use crate::report::Reported;
use crate::resource::Resources;
use crate::source::Sources;
use crate::store::Refusal;

/// What would be different if a state replaced another one? The question is about the new state.
#[derive(Clone, Copy, Debug)]
pub struct Diff<'s> {
    /// The old state.
    pub against: &'s Subject,
    /// The objects that there are once the new state is applied, where these are not its own alone.
    pub among: Option<&'s Resources>,
}

/// Two states, compared.
#[derive(Clone, Debug)]
pub struct Compared<'s, 'a> {
    /// All that differs.
    pub difference: Difference,
    old: &'s Sources,
    new: &'a Sources,
}

impl<'s> Question for Diff<'s> {
    type About = Subject;
    type Answer<'a>
        = Compared<'s, 'a>
    where
        Self: 'a;

    /// Both states must have been read in full: else objects that could not be read are missing.
    fn ask<'a>(&self, subject: &'a Subject) -> Result<Compared<'s, 'a>, Refusal> {
        Compared::of(*self, subject)
    }
}

impl<'s, 'a> Compared<'s, 'a> {
    pub(super) fn of(Diff { against, among }: Diff<'s>, new: &'a Subject) -> Result<Self, Refusal> {
        let side = among.map_or(new.side(), |objects| new.side().among(objects));
        let difference = Difference::new(against.side(), side).map_err(not_written)?;
        Ok(Self { difference, old: &against.sources, new: &new.sources })
    }
}

impl Compared<'_, '_> {
    /// For people.
    pub fn human(&self) -> String {
        difference::human(&self.difference, self.new)
    }

    /// For a pull request.
    pub fn markdown(&self) -> String {
        difference::markdown(&self.difference)
    }
}

impl Serialize for Compared<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Difference { traefik: [old, new], objects, connections, rollout, findings } = &self.difference;
        let diagnostics = Findings {
            new: Reported::new(&findings.new, self.new),
            fixed: Reported::new(&findings.fixed, self.old),
            unchanged: findings.unchanged,
        };
        let different = !self.difference.is_empty();
        let traefik = Versions { old: old.to_string(), new: new.to_string() };
        let Comparison { classes: connections, left_out, verdict, services, .. } = connections;
        let verdict = *verdict;
        Written { different, verdict, services, traefik, objects, connections, left_out, rollout, diagnostics }
            .serialize(serializer)
    }
}

/// [`Compared`] in JSON.
#[derive(Serialize)]
struct Written<'a> {
    different: bool,
    verdict: Verdict,
    services: &'a [ServiceVerdict],
    traefik: Versions,
    objects: &'a ObjectChanges,
    connections: &'a [ClassChange],
    left_out: &'a [ReachSet],
    rollout: &'a Rollout,
    diagnostics: Findings<'a>,
}

/// The Traefik before and after.
#[derive(Serialize)]
struct Versions {
    old: String,
    new: String,
}

/// Diagnostics that come and go, each with its place in its own state.
#[derive(Serialize)]
struct Findings<'a> {
    new: Reported<'a>,
    fixed: Reported<'a>,
    unchanged: usize,
}
