use std::collections::HashMap;

use super::common::Common;
use super::covers::Covers;
use super::desired_state::DesiredState;
use super::entry_kind::EntryKind;
use super::named::Named;
use crate::source::{Span, Text};

/// The namespace of what names none.
const DEFAULT_NAMESPACE: &str = "default";

/// An entry of a state: its table and its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EntryId {
    /// The table.
    pub kind: EntryKind,
    /// The place among the table's entries, from 0.
    pub index: usize,
}

/// The entries of a state by what a scenario may call them.
#[derive(Clone, Debug)]
pub struct EntryIndex<'a> {
    desired: &'a DesiredState,
    by_key: HashMap<(EntryKind, &'a str), EntryId>,
    by_name: HashMap<(EntryKind, &'a str, &'a str), EntryId>,
}

impl<'a> EntryIndex<'a> {
    /// Looks at every entry once.
    pub fn new(desired: &'a DesiredState) -> Self {
        let mut index = Self { desired, by_key: HashMap::new(), by_name: HashMap::new() };
        index.add(EntryKind::ServersTransport, &desired.servers_transports, |body| &body.common);
        index.add(EntryKind::TlsOption, &desired.tls_options, |body| &body.common);
        index.add(EntryKind::TlsStore, &desired.tls_stores, |body| &body.common);
        index.add(EntryKind::Middleware, &desired.middlewares, |body| &body.common);
        index.add(EntryKind::Route, &desired.routes, |body| &body.common);
        index
    }

    fn add<T>(&mut self, kind: EntryKind, entries: &'a [Named<T>], common: impl Fn(&'a T) -> &'a Common) {
        for (index, entry) in entries.iter().enumerate() {
            let id = EntryId { kind, index };
            let namespace = self.desired.namespace_at(entry.key.span);
            let (namespace, name) = match entry.key.split_once('/') {
                Some(parts) => parts,
                None => (common(&entry.body).namespace.as_ref().map_or(namespace, Text::as_str), entry.key.as_str()),
            };
            self.by_key.entry((kind, entry.key.as_str())).or_insert(id);
            self.by_name.entry((kind, namespace, name)).or_insert(id);
        }
    }

    /// The entry that `table.key`, written at `text`'s place, names. The key is `namespace/name`, or a name: then the
    /// one of the file's own namespace comes first, and behind it the first entry with that key.
    pub fn find(&self, text: &Text) -> Option<EntryId> {
        let (kind, key) = EntryKind::split(text)?;
        let (namespace, name) = key.split_once('/').unwrap_or((self.desired.namespace_at(text.span), key));
        self.by_name.get(&(kind, namespace, name)).or_else(|| self.by_key.get(&(kind, key))).copied()
    }

    /// Every entry, table by table.
    pub fn ids(&self) -> impl Iterator<Item = EntryId> {
        let lengths = EntryKind::ALL.map(|kind| (kind, self.keys(kind).len()));
        lengths.into_iter().flat_map(|(kind, length)| (0..length).map(move |index| EntryId { kind, index }))
    }

    /// The keys of a table's entries, in order.
    pub fn keys(&self, kind: EntryKind) -> Vec<&'a str> {
        fn keys<T>(entries: &[Named<T>]) -> Vec<&str> {
            entries.iter().map(|entry| entry.key.as_str()).collect()
        }
        match kind {
            EntryKind::ServersTransport => keys(&self.desired.servers_transports),
            EntryKind::TlsOption => keys(&self.desired.tls_options),
            EntryKind::TlsStore => keys(&self.desired.tls_stores),
            EntryKind::Middleware => keys(&self.desired.middlewares),
            EntryKind::Route => keys(&self.desired.routes),
        }
    }
}

impl DesiredState {
    /// The namespace of what stands at `place` and names none: its file's, or `default`.
    pub fn namespace_at(&self, place: Span) -> &str {
        let of_file = self.settings(place).and_then(|settings| settings.namespace.as_ref());
        of_file.map_or(DEFAULT_NAMESPACE, Text::as_str)
    }

    /// Whether an entry says that its object exists elsewhere.
    pub fn is_external(&self, id: EntryId) -> bool {
        let external = match id.kind {
            EntryKind::ServersTransport => self.servers_transports.get(id.index).and_then(|entry| entry.body.external),
            EntryKind::TlsOption => self.tls_options.get(id.index).and_then(|entry| entry.body.external),
            EntryKind::TlsStore => self.tls_stores.get(id.index).and_then(|entry| entry.body.external),
            EntryKind::Middleware => self.middlewares.get(id.index).and_then(|entry| entry.body.external),
            EntryKind::Route => None,
        };
        external.is_some_and(|external| external.value)
    }
}

impl DesiredState {
    /// Whether a place belongs to what was written for an entry.
    pub fn covers(&self, id: EntryId, place: Span) -> bool {
        fn at<T: Covers>(entries: &[Named<T>], index: usize, place: Span) -> bool {
            entries.get(index).is_some_and(|entry| entry.covers(place))
        }
        match id.kind {
            EntryKind::ServersTransport => at(&self.servers_transports, id.index, place),
            EntryKind::TlsOption => at(&self.tls_options, id.index, place),
            EntryKind::TlsStore => at(&self.tls_stores, id.index, place),
            EntryKind::Middleware => at(&self.middlewares, id.index, place),
            EntryKind::Route => at(&self.routes, id.index, place),
        }
    }

    /// Takes out the entries that `keep` does not want.
    pub fn retain(&mut self, keep: impl Fn(EntryId) -> bool) {
        fn only<T>(entries: &mut Vec<Named<T>>, kind: EntryKind, keep: &impl Fn(EntryId) -> bool) {
            let mut index = 0..;
            entries.retain(|_| index.next().is_some_and(|index| keep(EntryId { kind, index })));
        }
        only(&mut self.servers_transports, EntryKind::ServersTransport, &keep);
        only(&mut self.tls_options, EntryKind::TlsOption, &keep);
        only(&mut self.tls_stores, EntryKind::TlsStore, &keep);
        only(&mut self.middlewares, EntryKind::Middleware, &keep);
        only(&mut self.routes, EntryKind::Route, &keep);
    }
}
