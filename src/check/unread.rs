use std::collections::HashSet;

use smol_str::SmolStr;

use crate::desired::{DesiredState, Named};
use crate::source::{Span, Text};

/// What of a state could not be read: a check must not complain that there is missing what was written wrongly.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// The names of the entries in which something could not be read.
    entries: HashSet<Span>,
    /// The same, without their namespaces.
    names: HashSet<SmolStr>,
    /// Whether there may be entries of any name that were not read.
    any_name: bool,
}

impl Unread {
    /// `places` could not be read. Each is laid to the entry whose name stands last before it.
    pub(super) fn new(desired: &DesiredState, places: &[Span]) -> Self {
        if places.is_empty() {
            return Self::default();
        }
        let names = names(desired);
        let owner = |place: &Span| {
            let before = names.partition_point(|name| (name.span.file, name.span.start) <= (place.file, place.start));
            let name = names.get(before.checked_sub(1)?)?;
            (name.span.file == place.file).then_some(*name)
        };
        let owners: Vec<&Text> = places.iter().filter_map(owner).collect();
        Self {
            entries: owners.iter().map(|name| name.span).collect(),
            names: owners.iter().map(|name| bare(name).into()).collect(),
            any_name: desired.lost_names || owners.len() < places.len(),
        }
    }

    /// Whether an entry of this name, in whatever namespace, may have been written and not been read.
    pub(super) fn may_have(&self, name: &str) -> bool {
        self.any_name || (!self.names.is_empty() && self.names.contains(bare(name)))
    }

    /// Whether all of the entry of this name could be read.
    pub(super) fn is_whole(&self, name: Span) -> bool {
        self.entries.is_empty() || !self.entries.contains(&name)
    }
}

/// A name without its namespace.
fn bare(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |(_, name)| name)
}

/// The names of all entries, in the order of the files.
fn names(desired: &DesiredState) -> Vec<&Text> {
    fn of<T>(entries: &[Named<T>]) -> impl Iterator<Item = &Text> {
        entries.iter().map(|entry| &entry.key)
    }
    let mut names: Vec<&Text> = of(&desired.servers_transports)
        .chain(of(&desired.tls_options))
        .chain(of(&desired.tls_stores))
        .chain(of(&desired.middlewares))
        .chain(of(&desired.routes))
        .chain(of(&desired.entry_points))
        .chain(of(&desired.services))
        .chain(of(&desired.scenarios))
        .collect();
    names.sort_unstable_by_key(|name| name.span);
    names
}
