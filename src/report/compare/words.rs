use super::super::reach::outcome;
use crate::analysis::compare::{Change, Comparison, Verdict};
use crate::analysis::reach::Reached;

/// `default/postgres:5432`, `closed by default/office`
pub fn fate(fate: &Reached) -> String {
    fate.refused_by.as_ref().map_or_else(|| outcome(fate), |middleware| format!("closed by {middleware}"))
}

/// What became of connections and what becomes of them, each with what tells it from the other.
pub(super) fn outcomes(was: &Reached, now: &Reached) -> [String; 2] {
    [(was, now), (now, was)].map(|(fate, other)| {
        if fate.is_unrouted() && !other.is_unrouted() {
            return "no router takes it".to_owned();
        }
        let mut words = self::fate(fate);
        if fate.services.is_empty() || other.services.is_empty() {
            return words;
        }
        if fate.limits != other.limits {
            let limit = fate.limits.iter().map(|limit| limit.amount).min();
            words +=
                &limit.map_or(", without a limit".to_owned(), |most| format!(", at most {most} at once of an address"));
        }
        let is_new = |name: &&smol_str::SmolStr| !other.unknown_middlewares.contains(name);
        let new = fate.unknown_middlewares.iter().filter(is_new);
        words.extend(new.map(|name| format!(", if {name} lets them, which is not known here")));
        if fate.waits_for_client != other.waits_for_client {
            words += if fate.waits_for_client { ", once the client has sent something" } else { ", at once" };
        }
        words
    })
}

/// The sign of a change in a list: `+`, `-` or `~`.
pub(super) fn mark(change: Change) -> char {
    match change {
        Change::Opened => '+',
        Change::Shut => '-',
        Change::Rerouted | Change::Altered | Change::Unserved => '~',
    }
}

/// A change in a column of a table.
pub(super) fn title(change: Change) -> &'static str {
    match change {
        Change::Opened => "gets in",
        Change::Shut => "is shut out",
        Change::Rerouted => "reaches another service",
        Change::Altered => "is served in another way",
        Change::Unserved => "is refused in another way",
    }
}

/// `wider: nobody is shut out`
pub fn headline(verdict: Verdict) -> String {
    let why = match verdict {
        Verdict::Equivalent => "the same clients reach the same services in the same way",
        Verdict::Narrower => "nobody new gets in",
        Verdict::Wider => "nobody is shut out",
        Verdict::Mixed => "some access is new, and some is gone",
        Verdict::Undecided => "not all connections could be compared",
    };
    format!("{verdict}: {why}")
}

/// The services whose clients change, each with its verdict.
pub(super) fn summary(comparison: &Comparison) -> impl Iterator<Item = (&str, Verdict)> {
    let changed = comparison.services.iter().filter(|service| service.verdict != Verdict::Equivalent);
    changed.map(|service| (service.service.as_str(), service.verdict))
}
