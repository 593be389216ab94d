//! What a change takes away from an object, by the tools' arguments and the state file's keys, and who gets in after it and
//! did not before.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::aspects::{Aspect, Goes, aspects};
use crate::analysis::compare::{Change, ClassChange};
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

/// How many newcomers are shown. Each represents all connections that are treated alike.
const NEWCOMERS_AT_MOST: usize = 8;

/// Connections that reached no service before a change, and reach one after it, or may where Traefik makes no promise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Newcomer {
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
    words: String,
}

/// `203.0.113.0/24 to postgresql gets in now (was closed by default/office)`
impl fmt::Display for Newcomer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl Newcomer {
    fn new(group: &Group<'_>) -> Option<Self> {
        let line = Line::of(group);
        let who = line.who();
        let words = format!("{who} gets in now (was {})", line.was);
        let ClassChange { was, now, witness, .. } = group.first.clone();
        Some(Self { connection: witness?, who, was, now, words })
    }
}

/// Who gets in by a change. `applied` is the object that the store has now: others may have kept something in it.
pub(super) fn newcomers(plan: &Plan<'_>, applied: Option<&Object>) -> Vec<Newcomer> {
    let after = match applied.filter(|applied| plan.change.object().is_none_or(|wanted| wanted.spec != applied.spec)) {
        Some(applied) => Arc::new(plan.after_with(applied)),
        None => Arc::clone(&plan.after),
    };
    let comparison = connections_between(&plan.before, &after);
    let opened = groups(&comparison).into_iter().filter(|group| group.change() == Change::Opened);
    opened.filter_map(|group| Newcomer::new(&group)).take(NEWCOMERS_AT_MOST).collect()
}
