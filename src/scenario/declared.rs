use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::check::state::territory::Territory;
use crate::compilation::{Compilation, Options, compile_like};
use crate::desired::{Covers as _, DesiredState, EntryIndex};
use crate::diagnostic::Diagnostic;
use crate::environment::environment;
use crate::resource::{Kind, Object};
use crate::routing::{Environment, RoutingTable};
use crate::source::{EntryId, Sources};
use crate::state::State;
use crate::store::Memory;

/// What all scenarios of a state begin with, made once: a state has many scenarios, and most change little of it.
#[derive(Debug)]
pub struct Declared<'a> {
    pub(super) sources: &'a Sources,
    pub(super) compilation: &'a Compilation,
    pub(super) index: EntryIndex<'a>,
    environment: Environment,
    /// The state without what a cluster has nothing of.
    pub(super) desired: Arc<DesiredState>,
    /// The cluster with every object, and with the external ones alone.
    all: OnceCell<Memory>,
    external: OnceCell<Memory>,
    tables: [OnceCell<Arc<RoutingTable>>; 2],
    /// What is reported of each entry where nothing differs from what is declared.
    found: OnceCell<HashMap<EntryId, Vec<Diagnostic>>>,
}

impl<'a> Declared<'a> {
    /// The state must have compiled without errors.
    pub fn new(sources: &'a Sources, compilation: &'a Compilation) -> Self {
        Self {
            sources,
            compilation,
            index: EntryIndex::new(&compilation.desired),
            environment: environment(&compilation.desired),
            desired: Arc::new(compilation.desired.without_demands()),
            all: OnceCell::new(),
            external: OnceCell::new(),
            tables: [OnceCell::new(), OnceCell::new()],
            found: OnceCell::new(),
        }
    }

    /// The cluster at the beginning of a scenario.
    pub(super) fn store(&self, empty: bool) -> &Memory {
        let objects = self.compilation.resources.objects().iter().filter(|object| object.external || !empty);
        let cell = if empty { &self.external } else { &self.all };
        cell.get_or_init(|| Memory::with(objects.cloned()))
    }

    /// What Traefik makes of it.
    pub(super) fn table(&self, empty: bool) -> Arc<RoutingTable> {
        let [all, external] = &self.tables;
        let cell = if empty { external } else { all };
        Arc::clone(cell.get_or_init(|| self.table_of(self.store(empty))))
    }

    /// What Traefik makes of a cluster that differs in some objects. They are in the order in which the state has them.
    pub(super) fn table_of(&self, store: &Memory) -> Arc<RoutingTable> {
        let mut objects: Vec<&Object> = store.objects().collect();
        let is_route = |object: &Object| object.kind() == Kind::IngressRouteTcp;
        objects.sort_by_key(|object| (is_route(object), object.entry.is_none(), object.entry, object.span));
        // Most rules are those of the state.
        Arc::new(RoutingTable::like(&self.compilation.table, &objects, &self.environment))
    }

    /// The objects of manifests, which no step changes.
    pub(super) fn manifests(&self) -> impl Iterator<Item = &Object> {
        self.compilation.resources.objects().iter().filter(|object| object.entry.is_none())
    }

    /// What is reported of an entry among all declared ones.
    pub(super) fn found(&self, id: EntryId) -> Vec<Diagnostic> {
        let all = self.found.get_or_init(|| {
            by_entry(&self.desired, self.compiled(DesiredState::clone(&self.desired), false).diagnostics)
        });
        all.get(&id).cloned().unwrap_or_default()
    }

    /// Compiles what is in a cluster, with the manifests unless it began empty.
    pub(super) fn compiled(&self, there: DesiredState, began_empty: bool) -> Compilation {
        let manifests = self.manifests().filter(|_| !began_empty).cloned().collect();
        let state = State::of_entries(there, manifests);
        compile_like(&self.compilation.table, self.sources, state, &Options::default())
    }
}

/// Diagnostics by the entries at whose places they are.
fn by_entry(desired: &DesiredState, diagnostics: Vec<Diagnostic>) -> HashMap<EntryId, Vec<Diagnostic>> {
    let mut territory = Territory::default();
    for (id, entry) in desired.ids().zip(&desired.entries) {
        entry.places(&mut |place| territory.add(place, id.place()));
    }
    territory.survey();
    let mut found: HashMap<EntryId, Vec<Diagnostic>> = HashMap::new();
    for diagnostic in diagnostics {
        for owner in territory.owners(diagnostic.span) {
            found.entry(EntryId::new(owner)).or_default().push(diagnostic.clone());
        }
    }
    found
}
