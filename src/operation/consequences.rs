//! What a change takes away from an object, by the tools' arguments and the state file's keys, and who gets in after it and
//! did not before.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::aspects::{Aspect, Goes, aspects};
use crate::analysis::compare::{Change, ClassChange, Verdict};
use crate::analysis::reach::Reached;
use crate::connection::Connection;
use crate::difference::connections_between;
use crate::report::compare::{Group, Line, groups};
use crate::resource::Object;
use crate::store::Plan;

/// Something that an object has and is about to lose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    /// The argument or key: `middlewares`, `tls`.
    pub key: &'static str,
    /// The values that it loses.
    pub values: Vec<String>,
}

/// `` `middlewares` (default/office) ``
impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` ({})", self.key, self.values.join(", "))
    }
}

/// What an object loses when it becomes `after`, or when it is deleted. A value that another one replaces is
/// not lost: another service, other source ranges. A guard, an entry point or a rule is, whatever replaces it.
pub(super) fn lost(before: &Object, after: Option<&Object>) -> Vec<Lost> {
    let new = after.map(aspects).unwrap_or_default();
    let is_deleted = after.is_none();
    let mut found: Vec<Lost> = aspects(before).iter().filter_map(|aspect| of(aspect, &new, is_deleted)).collect();
    // Without `tls` there is nothing inside of it.
    if found.iter().any(|lost| lost.key == "tls") {
        found.retain(|lost| !lost.key.starts_with("tls_") && !lost.key.starts_with("tls."));
    }
    found
}

fn of(old: &Aspect, new: &[Aspect], is_deleted: bool) -> Option<Lost> {
    let kept =
        new.iter().find(|aspect| aspect.key == old.key).map(|aspect| aspect.values.as_slice()).unwrap_or_default();
    let gone: Vec<String> = old.values.iter().filter(|value| !kept.contains(value)).cloned().collect();
    let is_lost = match old.goes {
        Goes::Each => true,
        Goes::OfSeveral => old.values.len() > 1,
        Goes::Fewer => kept.len() < old.values.len(),
        Goes::Whole => kept.is_empty(),
    };
    ((is_deleted || is_lost) && !gone.is_empty()).then_some(Lost { key: old.key, values: gone })
}

/// How many are shown of those who get in, and of those who are shut out. Each represents all that are treated alike.
const AFFECTED_AT_MOST: usize = 8;

/// What a change does to clients.
#[derive(Clone, Debug)]
pub(super) struct Access {
    /// How what clients reach now relates to what they reached before.
    pub verdict: Verdict,
    /// Who reached no service, and reaches one now, or may where Traefik makes no promise.
    pub newcomers: Vec<Affected>,
    /// Who reached a service, and reaches none now.
    pub shut_out: Vec<Affected>,
    /// Whether a guard refused any of the newcomers before.
    pub passes_guard: bool,
}

/// Connections that are treated alike before a change, and alike after it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Affected {
    /// One of them.
    #[serde(flatten)]
    connection: Connection,
    /// All of them, in words.
    who: String,
    /// What became of them.
    was: Reached,
    /// What becomes of them now.
    now: Reached,
    #[serde(skip)]
    before: String,
}

/// `203.0.113.0/24 to postgresql gets in now (was closed by default/office)`
impl fmt::Display for Affected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} gets in now (was {})", self.who, self.before)
    }
}

impl Affected {
    /// `203.0.113.0/24 to postgresql is shut out (was forwarded to default/postgres:5432)`
    pub fn shut_out(&self) -> String {
        format!("{} is shut out (was {})", self.who, self.before)
    }

    fn new(group: &Group<'_>) -> Option<Self> {
        let line = Line::of(group);
        let ClassChange { was, now, witness, .. } = group.first.clone();
        Some(Self { connection: witness?, who: line.who(), was, now, before: line.was })
    }
}

impl Access {
    /// Of a change that does nothing.
    pub fn unchanged() -> Self {
        Self { verdict: Verdict::Equivalent, newcomers: Vec::new(), shut_out: Vec::new(), passes_guard: false }
    }

    /// Of a change that was made. `applied` is the object that the store has now: others may have kept something in it.
    pub fn of(plan: &Plan<'_>, applied: Option<&Object>) -> Self {
        let is_other = |applied: &&Object| plan.change.object().is_none_or(|wanted| wanted.spec != applied.spec);
        let after = match applied.filter(is_other) {
            Some(applied) => Arc::new(plan.after_with(applied)),
            None => Arc::clone(&plan.after),
        };
        let comparison = connections_between(&plan.before, &after);
        let groups = groups(&comparison.overview);
        let affected = |change: Change| {
            let of_change = groups.iter().filter(|group| group.change() == change);
            of_change.filter_map(Affected::new).take(AFFECTED_AT_MOST).collect()
        };
        let (newcomers, shut_out) = (affected(Change::Opened), affected(Change::Shut));
        let opened = || groups.iter().filter(|group| group.change() == Change::Opened);
        let passes_guard = opened().any(|group| group.first.was.refused_by.is_some());
        Self { verdict: comparison.verdict, newcomers, shut_out, passes_guard }
    }
}
