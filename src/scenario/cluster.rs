use std::collections::HashSet;

use smol_str::format_smolstr;

use crate::compilation::{Compilation, Options, compile_state};
use crate::desired::{Body, Covers as _, DesiredState, Entry, EntryIndex};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lower::lower_entry;
use crate::resource::Kind;
use crate::source::{EntryId, Sources, Text};
use crate::state::State;
use crate::store::{Applied, Deleted, Memory};

/// The kinds that routes refer to by name.
const KINDS: [Kind; 3] = [Kind::MiddlewareTcp, Kind::ServersTransportTcp, Kind::TlsOption];

/// The cluster of a rehearsal: its objects, and the entries that they were made from as they stand now.
#[derive(Clone, Debug)]
pub(super) struct Cluster<'a> {
    sources: &'a Sources,
    declared: EntryIndex<'a>,
    /// The state with every `set` so far.
    desired: DesiredState,
    /// The entries whose objects are in the cluster.
    present: HashSet<EntryId>,
    pub store: Memory,
}

/// What applying an entry did; none when an API server would refuse the object.
pub(super) struct Change {
    pub applied: Option<Applied>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Cluster<'a> {
    /// A cluster with every declared object, or with the external ones alone.
    pub fn new(sources: &'a Sources, compilation: &'a Compilation, empty: bool) -> Self {
        let declared = EntryIndex::new(&compilation.desired);
        let objects = compilation.resources.objects().iter().filter(|object| object.external || !empty);
        let store = Memory::with(objects.cloned());
        let present = {
            let all = compilation.desired.ids().zip(&compilation.desired.entries);
            all.filter(|(_, entry)| !empty || entry.body.is_external()).map(|(id, _)| id).collect()
        };
        Self { sources, declared, desired: compilation.desired.clone(), present, store }
    }

    /// Applies the object of an entry without the keys of `unset` and with `set` laid over it. A refused change is not
    /// kept.
    pub fn apply(&mut self, entry: &Text, set: Option<&Body>, unset: &[Text]) -> Option<Change> {
        let id = self.declared.find(entry)?;
        let mut newer = self.desired.entry(id)?.clone();
        for key in unset {
            newer.body.unset(key);
        }
        if let Some(set) = set {
            newer.body.overlay(set.clone());
        }
        let object = lower_entry(&self.desired, id, &newer, &mut Vec::new());
        let diagnostics = self.judge(id, &newer);
        let stops = |found: &Diagnostic| found.severity == Severity::Error;
        if diagnostics.iter().any(stops) {
            return Some(Change { applied: None, diagnostics });
        }
        self.present.insert(id);
        if let Some(entry) = self.desired.entries.get_mut(id.place()) {
            *entry = newer;
        }
        Some(Change { applied: Some(self.store.put(object)), diagnostics })
    }

    /// Deletes the object of an entry.
    pub fn delete(&mut self, entry: &Text) -> Option<Deleted> {
        let id = self.declared.find(entry)?;
        let object = lower_entry(&self.desired, id, self.desired.entry(id)?, &mut Vec::new());
        self.present.remove(&id);
        Some(self.store.remove(object.kind(), object.object_ref()))
    }
}

impl Cluster<'_> {
    /// The objects that a text of a decision names, and that the state declares and no step has applied yet.
    pub fn pending(&self, text: &str) -> Vec<String> {
        let names = text.split('`').skip(1).step_by(2).filter(|name| name.contains('/'));
        names.filter(|name| KINDS.iter().any(|kind| self.is_pending(*kind, name))).map(ToOwned::to_owned).collect()
    }

    fn is_pending(&self, kind: Kind, name: &str) -> bool {
        let entry = Text::nowhere(format_smolstr!("{}.{name}", kind.table()));
        self.declared.find(&entry).is_some_and(|id| !self.present.contains(&id))
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

    /// What the checks report on an entry that is written like this, in the cluster of now, as an API server and Traefik
    /// would see it. That something is not used (yet) is no news in the middle of a change.
    fn judge(&self, id: EntryId, newer: &Entry) -> Vec<Diagnostic> {
        let mut there = DesiredState { scenarios: Vec::new(), invariants: Vec::new(), ..self.desired.clone() };
        if let Some(entry) = there.entries.get_mut(id.place()) {
            *entry = newer.clone();
        }
        let mut ids = there.ids();
        there.entries.retain(|_| ids.next().is_some_and(|other| other == id || self.present.contains(&other)));
        let found = compile_state(self.sources, State::of_entries(there), &Options::default()).diagnostics;
        let is_news = |found: &Diagnostic| newer.covers(found.span) && !found.code.name.starts_with("unused-");
        let mut diagnostics: Vec<Diagnostic> = found.into_iter().filter(is_news).collect();
        for found in &mut diagnostics {
            self.word_pending(found);
        }
        diagnostics.sort_by_key(|found| (found.severity, found.span, found.code.name));
        diagnostics
    }
}
