use super::body::Body;
use super::common::Allow;
use super::entry::Entry;
use super::entry_point::{EntryPoint, HttpsRouter};
use super::fields::Fields as _;
use super::invariant::Invariant;
use super::known::{KnownKeys, KnownService};
use super::lint::Lint;
use super::named::Named;
use super::scenario::Scenario;
use super::state_file::Output;
use super::state_file::StateFile;
use super::traefik::Traefik;
use crate::resource::ApiGroup;
use crate::source::{EntryId, FileId, Span, Spanned, Text};

/// The namespace of what names none.
pub const DEFAULT_NAMESPACE: &str = "default";

/// All files of a state together, in the order they were given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DesiredState {
    /// What each file says for its own entries.
    pub files: Vec<FileSettings>,
    /// Facts about the Traefik that will serve this; a later file's key wins over an earlier one's.
    pub traefik: Traefik,
    /// How the objects are written; a later file's key wins over an earlier one's.
    pub output: Output,
    /// The declared entry points.
    pub entry_points: Vec<Named<EntryPoint>>,
    /// Entry points that were found where Traefik has them, and those of the files as they were written beside them.
    pub found: FoundEntryPoints,
    /// HTTPS routers of manifests, which may share entry points with TCP routes.
    pub https: Vec<HttpsRouter>,
    /// What becomes objects, in the order of the files.
    pub entries: Vec<Entry>,
    /// What is known of Services.
    pub services: Vec<Named<KnownService>>,
    /// What is known of Secrets.
    pub secrets: Vec<Named<KnownKeys>>,
    /// What is known of ConfigMaps.
    pub config_maps: Vec<Named<KnownKeys>>,
    /// What must hold for all connections.
    pub invariants: Vec<Named<Box<Invariant>>>,
    /// Rehearsals of changes.
    pub scenarios: Vec<Named<Scenario>>,
    /// Warnings allowed for the whole state.
    pub allow: Vec<Allow>,
    /// The levels of codes; of two files the later one wins.
    pub lints: Vec<Lint>,
    /// Whether an entry could not be read at all, not even its name.
    pub lost_names: bool,
    /// Whether something outside of the entries could not be read.
    pub lost_facts: bool,
}

impl DesiredState {
    /// The API group of its objects. Traefik v2 serves another one than v3.
    pub fn api_group(&self) -> ApiGroup {
        if self.traefik.version().is_v2() { ApiGroup::TraefikContainoUs } else { ApiGroup::TraefikIo }
    }

    /// Adds what one file says.
    pub(super) fn add(&mut self, id: FileId, file: StateFile) {
        if let Some(traefik) = file.traefik.clone() {
            self.traefik.overlay(traefik);
        }
        if let Some(output) = file.output {
            self.output.overlay(output);
        }
        self.files.push(FileSettings {
            file: id,
            namespace: file.namespace,
            labels: file.labels.unwrap_or_default(),
            annotations: file.annotations.unwrap_or_default(),
            traefik: file.traefik,
        });
        self.entry_points.extend(file.entry_points.unwrap_or_default());
        let first = self.entries.len();
        add(&mut self.entries, file.servers_transports);
        add(&mut self.entries, file.tls_options);
        add(&mut self.entries, file.tls_stores);
        add(&mut self.entries, file.middlewares);
        add(&mut self.entries, file.routes);
        if let Some(added) = self.entries.get_mut(first..) {
            added.sort_by_key(|entry| entry.key.span.start);
        }
        self.services.extend(file.services.unwrap_or_default());
        self.secrets.extend(file.secrets.unwrap_or_default());
        self.config_maps.extend(file.config_maps.unwrap_or_default());
        self.invariants.extend(file.invariants.unwrap_or_default());
        self.scenarios.extend(file.scenarios.unwrap_or_default());
        self.lints.extend(file.lints.unwrap_or_default());
        self.allow.extend(file.allow.unwrap_or(Spanned::new(Vec::new(), Span::NOWHERE)).value);
    }

    /// Notes that something at `place` could not be read. It is attributed to the last entry that begins before it.
    pub(super) fn damage(&mut self, place: Span) {
        fn marks<T>(all: &mut [Named<T>]) -> impl Iterator<Item = (&Text, &mut bool)> {
            all.iter_mut().map(|named| (&named.key, &mut named.whole))
        }
        let entries = self.entries.iter_mut().map(|entry| (&entry.key, &mut entry.whole));
        let kept = marks(&mut self.secrets).chain(marks(&mut self.config_maps));
        let facts = marks(&mut self.entry_points).chain(marks(&mut self.services)).chain(kept);
        let others = facts.chain(marks(&mut self.invariants)).chain(marks(&mut self.scenarios));
        let is_before = |key: &Text| key.span.file == place.file && key.span.start <= place.start;
        let before = entries.chain(others).filter(|(key, _)| is_before(key));
        if let Some((_, whole)) = before.max_by_key(|(key, _)| key.span.start) {
            *whole = false;
        }
    }

    /// The same without its scenarios and invariants: what a cluster can be made of.
    #[must_use]
    pub fn without_demands(&self) -> Self {
        Self {
            files: self.files.clone(),
            traefik: self.traefik.clone(),
            output: self.output.clone(),
            entry_points: self.entry_points.clone(),
            found: self.found.clone(),
            https: self.https.clone(),
            entries: self.entries.clone(),
            services: self.services.clone(),
            secrets: self.secrets.clone(),
            config_maps: self.config_maps.clone(),
            invariants: Vec::new(),
            scenarios: Vec::new(),
            allow: self.allow.clone(),
            lints: self.lints.clone(),
            lost_names: self.lost_names,
            lost_facts: self.lost_facts,
        }
    }

    /// Whether everything that was written could be read.
    pub fn is_whole(&self) -> bool {
        !self.lost_names
            && !self.lost_facts
            && self.entries.iter().all(|entry| entry.whole)
            && self.entry_points.iter().all(|named| named.whole)
            && self.services.iter().all(|named| named.whole)
            && self.secrets.iter().chain(&self.config_maps).all(|named| named.whole)
            && self.invariants.iter().all(|named| named.whole)
            && self.scenarios.iter().all(|named| named.whole)
    }

    /// The entries by number.
    pub fn ids(&self) -> impl Iterator<Item = EntryId> + use<> {
        (0..self.entries.len()).map(EntryId::new)
    }

    /// The entry of this number.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(id.place())
    }

    /// The namespace of anything at `place` that names none: its file's, or `default`.
    pub fn namespace_at(&self, place: Span) -> &str {
        let of_file = self.settings(place).and_then(|settings| settings.namespace.as_ref());
        of_file.map_or(DEFAULT_NAMESPACE, Text::as_str)
    }

    /// Namespace and name of an entry's object: from its key (`namespace/name`), its `namespace`, its file's, or
    /// `default`.
    pub fn name_of<'a>(&'a self, entry: &'a Entry) -> (&'a str, &'a str) {
        entry.key.split_once('/').unwrap_or_else(|| {
            let own = entry.body.common().namespace.as_ref().map(Text::as_str);
            (own.unwrap_or_else(|| self.namespace_at(entry.key.span)), entry.key.as_str())
        })
    }

    /// What an entry's file specifies for it.
    pub fn settings(&self, entry: Span) -> Option<&FileSettings> {
        // Files are added in the order of their numbers.
        let at = self.files.binary_search_by_key(&entry.file, |settings| settings.file).ok()?;
        self.files.get(at)
    }
}

/// Entry points that were found, and those that were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundEntryPoints {
    /// As they were found.
    pub found: Vec<Named<EntryPoint>>,
    /// As they were written; empty unless some were found.
    pub written: Vec<Named<EntryPoint>>,
}

impl DesiredState {
    /// Lets the entry points of files that were found, not written, take precedence. Each keeps the keys that only the written
    /// one has.
    pub fn take_found(&mut self, is_found: impl Fn(FileId) -> bool) {
        let all = std::mem::take(&mut self.entry_points);
        let (found, written): (Vec<_>, Vec<_>) = all.into_iter().partition(|entry| is_found(entry.key.span.file));
        if found.is_empty() {
            self.entry_points = written;
            return;
        }
        self.entry_points.clone_from(&written);
        for entry in &found {
            match self.entry_points.iter_mut().find(|own| own.key.value == entry.key.value) {
                Some(own) => own.body.overlay(entry.body.clone()),
                None => self.entry_points.push(entry.clone()),
            }
        }
        self.found = FoundEntryPoints { found, written };
    }
}

fn add<T: Into<Body>>(entries: &mut Vec<Entry>, table: Option<Vec<Named<T>>>) {
    entries.extend(table.into_iter().flatten().map(Entry::from));
}

/// What one file sets for its own entries.
#[derive(Clone, Debug, PartialEq)]
pub struct FileSettings {
    /// The file.
    pub file: FileId,
    /// The namespace of entries that do not set one.
    pub namespace: Option<Text>,
    /// Labels of every object.
    pub labels: Vec<(Text, Text)>,
    /// Annotations of every object.
    pub annotations: Vec<(Text, Text)>,
    /// Its facts about the Traefik that will serve the state.
    pub traefik: Option<Traefik>,
}
