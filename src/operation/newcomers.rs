//! Who gets in after a change and did not before.

use std::sync::Arc;

use crate::difference::{ConnectionChange, connections_between};
use crate::resource::Object;
use crate::routing::Outcome;
use crate::store::Plan;

/// How many are shown. Each represents all connections that are treated alike.
const AT_MOST: usize = 8;

/// Connections that were not forwarded before a change, and are (or may be, where Traefik makes no promise) after it.
/// `applied` is the object that the store has now: others may have kept something in it.
pub(super) fn newcomers(plan: &Plan<'_>, applied: Option<&Object>) -> Vec<ConnectionChange> {
    let after = match applied.filter(|applied| plan.change.object().is_none_or(|wanted| wanted.spec != applied.spec)) {
        Some(applied) => Arc::new(plan.after_with(applied)),
        None => Arc::clone(&plan.after),
    };
    let mut found = connections_between(&plan.before, &after);
    let gets_in = |outcome| matches!(outcome, Outcome::Forwarded | Outcome::Ambiguous);
    found.retain(|change| !gets_in(change.was.outcome) && gets_in(change.now.outcome));
    found.truncate(AT_MOST);
    found
}

/// `203.0.113.9 to postgresql gets in now (was closed by default/office)`
pub(super) fn words(change: &ConnectionChange) -> String {
    format!("{change} gets in now (was {})", change.was)
}
