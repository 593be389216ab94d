use std::collections::HashSet;

use crate::check::{self, Context};
use crate::compilation::Compilation;
use crate::desired::{DesiredState, EntryId, EntryIndex, Patch};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lower::{lower, lower_entry};
use crate::source::{Sources, Text};
use crate::store::{Applied, Deleted, Memory};

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
        let present = declared.ids().filter(|id| !empty || compilation.desired.is_external(*id)).collect();
        Self { sources, declared, desired: compilation.desired.clone(), present, store }
    }

    /// Applies the object of an entry without the keys of `unset` and with `set` laid over it. A refused change is not
    /// kept.
    pub fn apply(&mut self, entry: &Text, set: Option<&Patch>, unset: &[Text]) -> Option<Change> {
        let id = self.declared.find(entry)?;
        let mut newer = self.desired.clone();
        for key in unset {
            newer.unset(id, key);
        }
        if let Some(set) = set {
            newer.overlay(id, set.clone());
        }
        let mut present = self.present.clone();
        present.insert(id);
        let object = lower_entry(&newer, id, &mut Vec::new())?;
        let diagnostics = self.judge(&newer, &present, id);
        let stops = |found: &Diagnostic| found.severity == Severity::Error;
        if diagnostics.iter().any(stops) {
            return Some(Change { applied: None, diagnostics });
        }
        (self.desired, self.present) = (newer, present);
        Some(Change { applied: Some(self.store.put(object)), diagnostics })
    }

    /// Deletes the object of an entry.
    pub fn delete(&mut self, entry: &Text) -> Option<Deleted> {
        let id = self.declared.find(entry)?;
        let object = lower_entry(&self.desired, id, &mut Vec::new())?;
        self.present.remove(&id);
        Some(self.store.remove(object.kind(), object.object_ref()))
    }
}

impl Cluster<'_> {
    /// What the checks say of an entry in a cluster of these entries, as an API server and Traefik would see it. That
    /// something is not used (yet) is no news in the middle of a change.
    fn judge(&self, desired: &DesiredState, present: &HashSet<EntryId>, id: EntryId) -> Vec<Diagnostic> {
        let mut there = desired.clone();
        there.scenarios.clear();
        there.retain(|id| present.contains(&id));
        let mut diagnostics = Vec::new();
        let resources = lower(&there, &mut diagnostics);
        let context = Context::new(self.sources, &there, &resources, &[]);
        check::check(&context, &mut diagnostics);
        drop(context);
        check::suppress(&there, false, &mut diagnostics);
        diagnostics.retain(|found| desired.covers(id, found.span) && !found.code.name.starts_with("unused-"));
        diagnostics.sort_by_key(|found| (found.severity, found.span, found.code.name));
        diagnostics
    }
}
