use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use foldhash::HashSet;
use serde::Serialize;
use smol_str::SmolStr;

use super::access::{Shift, names};
use crate::analysis::reach::Reached;
use crate::routing::{Router, RoutingTable};

/// How what clients reach by one table relates to what they reach by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The same clients reach the same services in the same way.
    Equivalent,
    /// Nobody new gets in.
    Narrower,
    /// Nobody is shut out.
    Wider,
    /// None of these.
    Mixed,
    /// Not all connections were compared, and those that were do not decide it.
    Undecided,
}

/// The verdict on one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServiceVerdict {
    /// `namespace/name:port`.
    pub service: String,
    /// Who reaches it now.
    pub verdict: Verdict,
}

impl Verdict {
    /// As in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Equivalent => "equivalent",
            Self::Narrower => "narrower",
            Self::Wider => "wider",
            Self::Mixed => "mixed",
            Self::Undecided => "undecided",
        }
    }

    /// Whether this verdict is enough where another is expected: who is `equivalent` is `narrower` and `wider` too.
    pub fn satisfies(self, expected: Self) -> bool {
        self == expected || self == Self::Equivalent && matches!(expected, Self::Narrower | Self::Wider)
    }

    fn new(shift: Shift, is_complete: bool) -> Self {
        match (shift.gains, shift.loses) {
            (true, true) => Self::Mixed,
            _ if !is_complete => Self::Undecided,
            (true, false) => Self::Wider,
            (false, true) => Self::Narrower,
            (false, false) => Self::Equivalent,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How the access to each service changes.
#[derive(Debug, Default)]
pub(super) struct Shifts {
    of: BTreeMap<String, Shift>,
}

impl Shifts {
    /// Adds what changes for some connections.
    pub fn add(&mut self, was: &Reached, now: &Reached) {
        for name in names(was).chain(names(now)).collect::<BTreeSet<_>>() {
            let shift = Shift::of(was, now, name);
            let known = self.of.entry(name.to_owned()).or_default();
            *known = known.and(shift);
        }
    }

    /// The verdict in all; `is_complete` is whether every connection was compared.
    pub fn verdict(&self, is_complete: bool) -> Verdict {
        Verdict::new(self.of.values().copied().fold(Shift::default(), Shift::and), is_complete)
    }

    /// The verdict on each service of these tables. On entry points of `left_out` not every connection was compared.
    pub fn services(&self, tables: [&RoutingTable; 2], left_out: &HashSet<SmolStr>) -> Vec<ServiceVerdict> {
        let mut complete: BTreeMap<String, bool> = self.of.keys().map(|name| (name.clone(), true)).collect();
        for router in tables.into_iter().flat_map(RoutingTable::routers).filter(|router| router.is_listed()) {
            let is_left_out = !left_out.is_empty() && (router.is_everywhere() || is_on(router, left_out));
            for share in router.shares() {
                *complete.entry(share.to_string()).or_insert(true) &= !is_left_out;
            }
        }
        let verdicts = complete.into_iter().map(|(service, is_complete)| {
            let shift = self.of.get(&service).copied().unwrap_or_default();
            ServiceVerdict { verdict: Verdict::new(shift, is_complete), service }
        });
        verdicts.collect()
    }
}

fn is_on(router: &Router, entry_points: &HashSet<SmolStr>) -> bool {
    router.using.iter().any(|name| entry_points.contains(name))
}
