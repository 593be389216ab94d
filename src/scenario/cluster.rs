use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use smol_str::format_smolstr;

use super::declared::Declared;
use crate::compilation::Compilation;
use crate::desired::{Body, Covers as _, DesiredState, Entry};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lower::lower_entry;
use crate::resource::Kind;
use crate::routing::RoutingTable;
use crate::source::{EntryId, Text};
use crate::store::{Applied, Deleted, Memory};

/// The kinds that routes refer to by name.
const KINDS: [Kind; 3] = [Kind::MiddlewareTcp, Kind::ServersTransportTcp, Kind::TlsOption];

/// The cluster of a rehearsal: its objects, and the entries that they were made from as they stand now. What a scenario
/// does not change it shares with all others.
#[derive(Clone, Debug)]
pub(super) struct Cluster<'a> {
    declared: Rc<Declared<'a>>,
    starts_empty: bool,
    /// The state with every `set` so far.
    desired: Arc<DesiredState>,
    /// The entries that were applied or deleted, and whether their objects are in the cluster.
    present: HashMap<EntryId, bool>,
    /// How many entries are not there as they are declared.
    differing: usize,
    pub store: Memory,
    /// What Traefik makes of it now, once that is known.
    table: OnceCell<Arc<RoutingTable>>,
}

/// What applying an entry did; none when an API server would refuse the object.
pub(super) struct Change {
    pub applied: Option<Applied>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What the checks report on an entry, and what Traefik makes of the cluster once it is applied, if that was needed to know.
struct Judged {
    diagnostics: Vec<Diagnostic>,
    table: Option<RoutingTable>,
}

impl<'a> Cluster<'a> {
    /// A cluster with every declared object, or with the external ones alone.
    pub fn new(declared: Rc<Declared<'a>>, starts_empty: bool) -> Self {
        let desired = Arc::clone(&declared.desired);
        let entries = desired.entries.iter().filter(|entry| !entry.body.is_external()).count();
        let missing = if starts_empty { entries + declared.manifests().count() } else { 0 };
        let store = declared.store(starts_empty).clone();
        let (present, table) = (HashMap::new(), OnceCell::new());
        Self { declared, starts_empty, desired, present, differing: missing, store, table }
    }

    /// Applies the object of an entry without the keys of `unset` and with `set` laid over it. A refused change is not
    /// kept.
    pub fn apply(&mut self, entry: &Text, set: Option<&Body>, unset: &[Text]) -> Option<Change> {
        let id = self.declared.index.find(entry)?;
        let mut newer = self.desired.entry(id)?.clone();
        for key in unset {
            newer.body.unset(key);
        }
        if let Some(set) = set {
            newer.body.overlay(set.clone());
        }
        let object = lower_entry(&self.desired, id, &newer, &mut Vec::new());
        let Judged { diagnostics, table } = self.judge(id, &newer);
        let stops = |found: &Diagnostic| found.severity == Severity::Error;
        if diagnostics.iter().any(stops) {
            return Some(Change { applied: None, diagnostics });
        }
        self.change(id, |cluster| {
            cluster.present.insert(id, true);
            if cluster.desired.entry(id) != Some(&newer)
                && let Some(entry) = Arc::make_mut(&mut cluster.desired).entries.get_mut(id.place())
            {
                *entry = newer;
            }
        });
        self.table = table.map(Arc::new).map_or_else(OnceCell::new, OnceCell::from);
        Some(Change { applied: Some(self.store.put(object)), diagnostics })
    }

    /// Deletes the object of an entry.
    pub fn delete(&mut self, entry: &Text) -> Option<Deleted> {
        let id = self.declared.index.find(entry)?;
        let object = lower_entry(&self.desired, id, self.desired.entry(id)?, &mut Vec::new());
        self.change(id, |cluster| {
            cluster.present.insert(id, false);
        });
        self.table = OnceCell::new();
        Some(self.store.remove(object.kind(), object.object_ref()))
    }

    /// Changes an entry, and keeps count of those that differ.
    fn change(&mut self, id: EntryId, change: impl FnOnce(&mut Self)) {
        self.differing -= usize::from(self.differs(id));
        change(self);
        self.differing += usize::from(self.differs(id));
    }
}

impl Cluster<'_> {
    /// What Traefik makes of it now.
    pub fn table(&self) -> &RoutingTable {
        self.table.get_or_init(|| match self.differing {
            0 => self.declared.table(false),
            _ if self.present.is_empty() => self.declared.table(self.starts_empty),
            _ => self.declared.table_of(&self.store),
        })
    }

    /// The objects that a text of a decision names, and that the state declares and no step has applied yet.
    pub fn pending(&self, text: &str) -> Vec<String> {
        let names = text.split('`').skip(1).step_by(2).filter(|name| name.contains('/'));
        names.filter(|name| KINDS.iter().any(|kind| self.is_pending(*kind, name))).map(ToOwned::to_owned).collect()
    }

    fn is_pending(&self, kind: Kind, name: &str) -> bool {
        let entry = Text::nowhere(format_smolstr!("{}.{name}", kind.table()));
        self.declared.index.find(&entry).is_some_and(|id| !self.is_present(id))
    }

    /// What the state declares further down is not missing: it is not there yet.
    fn word_pending(&self, found: &mut Diagnostic) {
        let Some(name) = self.pending(&found.message).into_iter().next() else { return };
        found.message = found
            .message
            .replace(&format!("`{name}` is not declared"), &format!("`{name}` is declared, and not applied yet"));
        found.help = Some("apply it in a step before this one".to_owned());
        found.fixes.clear();
    }

    fn is_present(&self, id: EntryId) -> bool {
        self.present.get(&id).copied().unwrap_or_else(|| {
            !self.starts_empty || self.desired.entry(id).is_some_and(|entry| entry.body.is_external())
        })
    }

    /// Whether an entry is not there as it is declared.
    fn differs(&self, id: EntryId) -> bool {
        !self.is_present(id) || self.desired.entry(id) != self.declared.desired.entry(id)
    }

    /// What the checks report on an entry that is written like this, in the cluster of now, as an API server and Traefik
    /// would see it. That something is not used (yet) is no news in the middle of a change.
    fn judge(&self, id: EntryId, newer: &Entry) -> Judged {
        let others_differ = self.differing > usize::from(self.differs(id));
        let Judged { mut diagnostics, table } = if !others_differ && self.declared.desired.entry(id) == Some(newer) {
            Judged { diagnostics: self.declared.found(id), table: None }
        } else {
            self.compiled(id, newer)
        };
        diagnostics.retain(|found| !found.code.name.starts_with("unused-"));
        for found in &mut diagnostics {
            self.word_pending(found);
        }
        diagnostics.sort_by_key(|found| (found.severity, found.span, found.code.name));
        Judged { diagnostics, table }
    }

    fn compiled(&self, id: EntryId, newer: &Entry) -> Judged {
        let mut there = DesiredState::clone(&self.desired);
        if let Some(entry) = there.entries.get_mut(id.place()) {
            *entry = newer.clone();
        }
        let mut ids = there.ids();
        there.entries.retain(|_| ids.next().is_some_and(|other| other == id || self.is_present(other)));
        let Compilation { mut diagnostics, table, .. } = self.declared.compiled(there, self.starts_empty);
        diagnostics.retain(|found| newer.covers(found.span));
        Judged { diagnostics, table: Some(table) }
    }
}
