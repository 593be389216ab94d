use std::collections::BTreeSet;

use smol_str::SmolStr;

use crate::analysis::reach::{Reached, ReachedService};
use crate::rule::TlsMode;

/// What a client gets of a service.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Access<'r> {
    /// Not by chance alone.
    certain: bool,
    /// The part of its connections that the service gets.
    share: f64,
    tls_mode: TlsMode,
    /// What the service sees beside the client's bytes.
    wires: Vec<(bool, Option<i64>)>,
    /// Middlewares of which nothing is known.
    unknown: BTreeSet<&'r SmolStr>,
    /// How many connections it may have open at once.
    limit: i64,
    /// Whether it has to send something before Traefik chooses.
    waits: bool,
}

impl<'r> Access<'r> {
    /// What clients of a class get of a service; none where they do not reach it.
    pub fn of(reached: &'r Reached, service: &str) -> Option<Self> {
        let ways = || reached.services.iter().filter(|way| way.service == service);
        ways().next()?;
        let mut wires: Vec<_> = ways().map(|way| (way.tls, way.proxy_protocol)).collect();
        wires.sort_unstable();
        Some(Self {
            certain: ways().all(|way| way.share.is_some()),
            share: ways().filter_map(|way| way.share).sum(),
            tls_mode: reached.tls_mode,
            wires,
            unknown: reached.unknown_middlewares.iter().collect(),
            limit: reached.limits.iter().map(|limit| limit.amount).min().unwrap_or(i64::MAX),
            waits: reached.waits_for_client,
        })
    }

    /// Whether a client that gets this gets no more than with the other, and in the same way.
    fn is_within(&self, other: &Self) -> bool {
        // Where chance decides, it decides on TLS as well.
        let same_tls = self.tls_mode == other.tls_mode || !(self.certain && other.certain);
        same_tls
            && self.wires == other.wires
            && self.certain <= other.certain
            && self.share <= other.share
            && self.limit <= other.limit
            && self.waits >= other.waits
            && self.unknown.is_superset(&other.unknown)
    }
}

/// How the access to a service changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shift {
    /// A client gets something that it did not get.
    pub gains: bool,
    /// A client no longer gets what it got.
    pub loses: bool,
}

impl Shift {
    /// How the access of a class to a service changes.
    pub fn of(was: &Reached, now: &Reached, service: &str) -> Self {
        let [was, now] = [was, now].map(|reached| Access::of(reached, service));
        let is_within = |less: &Option<Access<'_>>, more: &Option<Access<'_>>| match (less, more) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(less), Some(more)) => less.is_within(more),
        };
        Self { gains: !is_within(&now, &was), loses: !is_within(&was, &now) }
    }

    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self { gains: self.gains || other.gains, loses: self.loses || other.loses }
    }
}

/// Whether neither clients nor servers notice a difference. Which router it is does not matter.
pub(crate) fn is_alike(was: &Reached, now: &Reached) -> bool {
    if (was.outcome, was.reason) != (now.outcome, now.reason) {
        return false;
    }
    let services = |reached: &Reached| -> BTreeSet<String> { names(reached).map(str::to_owned).collect() };
    services(was) == services(now) && names(was).all(|name| Access::of(was, name) == Access::of(now, name))
}

/// The services that a class reaches; some of them several times.
pub(super) fn names(reached: &Reached) -> impl Iterator<Item = &str> {
    reached.services.iter().map(|service: &ReachedService| service.service.as_str())
}
