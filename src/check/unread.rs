use std::collections::HashSet;

use crate::desired::{DesiredState, Named};
use crate::source::Span;

/// What of a state could not be read: a check must not complain that there is missing what was written wrongly.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// The names of the entries in which something could not be read.
    entries: HashSet<Span>,
}

impl Unread {
    /// `places` could not be read. Each is laid to the entry whose name stands last before it.
    pub(super) fn new(desired: &DesiredState, places: &[Span]) -> Self {
        if places.is_empty() {
            return Self::default();
        }
        let names = names(desired);
        let owner = |place: &Span| {
            let before = names.partition_point(|name| (name.file, name.start) <= (place.file, place.start));
            let name = *names.get(before.checked_sub(1)?)?;
            (name.file == place.file).then_some(name)
        };
        Self { entries: places.iter().filter_map(owner).collect() }
    }

    /// Whether all of the entry of this name could be read.
    pub(super) fn is_whole(&self, name: Span) -> bool {
        self.entries.is_empty() || !self.entries.contains(&name)
    }
}

/// The names of all entries, in the order of the files.
fn names(desired: &DesiredState) -> Vec<Span> {
    fn of<T>(entries: &[Named<T>]) -> impl Iterator<Item = Span> {
        entries.iter().map(|entry| entry.key.span)
    }
    let mut names: Vec<Span> = of(&desired.servers_transports)
        .chain(of(&desired.tls_options))
        .chain(of(&desired.tls_stores))
        .chain(of(&desired.middlewares))
        .chain(of(&desired.routes))
        .chain(of(&desired.entry_points))
        .chain(of(&desired.services))
        .chain(of(&desired.scenarios))
        .collect();
    names.sort_unstable();
    names
}
