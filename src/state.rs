//! The one reader: texts of any kind become one [`State`].

use smol_str::SmolStr;

use crate::desired::{self, DEFAULT_NAMESPACE, DesiredState};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::manifests;
use crate::lower::lower;
use crate::resource::{Kind, Object, Resources};
use crate::source::{FileId, Sources, Span, Text};

/// What state files and manifests specify together, as far as it could be read.
///
/// The facts of the state files (`[traefik]`, `[entry_points]`, `[services]`) hold for the objects of the manifests as well.
/// An entry or a document that cannot be read is a problem of that one alone.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The state files as written: facts, entries, scenarios.
    pub desired: DesiredState,
    /// The objects of both, each knowing its entry: those of the state files first, referenced kinds before routes.
    pub resources: Resources,
    /// What could not be read, or not wholly.
    pub problems: Vec<Diagnostic>,
    /// The places of what could not be read.
    pub unread: Vec<Span>,
    /// Whether something was lost of which not even the name could be read, so that objects of any name may be missing.
    pub lost_names: bool,
}

impl State {
    /// Reads all sources. Never fails: see [`problems`](Self::problems).
    pub fn read(sources: &Sources) -> Self {
        let mut problems = Vec::new();
        let of_sort = |manifests: bool| sources.iter().filter(move |(_, file)| file.is_manifest() == manifests);
        let mut desired = desired::read(of_sort(false), sources.namespace(), &mut problems);
        let counts = |place: &Text| !sources.is_facts(place.span.file);
        desired.entries.retain(|entry| counts(&entry.key));
        desired.scenarios.retain(|scenario| counts(&scenario.key));
        problems.extend(unread(sources, &desired));
        desired.take_found(|file| sources.is_found(file));
        if let Some(version) = sources.traefik() {
            desired.traefik.version = Some(Text::nowhere(version.to_string().into()));
        }
        let mut unread: Vec<Span> = problems.iter().map(|found| found.span).collect();
        let mut objects = lower(&desired, &mut problems);
        // What nobody declared may be in a file that could not be read.
        desired.lost_names |= sources.is_partial();
        let mut lost_names = desired.lost_names;
        if of_sort(true).next().is_some() {
            let mut read = manifests(of_sort(true), sources.namespace().map_or(DEFAULT_NAMESPACE, SmolStr::as_str));
            lost_names |= read.lost_names;
            let errors = read.diagnostics.iter().filter(|found| found.severity == Severity::Error);
            unread.extend(errors.map(|found| found.span));
            problems.append(&mut read.diagnostics);
            desired.https.append(&mut read.https);
            objects = together(objects, read.resources.into_objects());
        }
        Self { desired, resources: Resources::new(objects), problems, unread, lost_names }
    }

    /// A state whose entries were changed in memory, such as a scenario's cluster, with the objects of its manifests.
    pub fn of_entries(desired: DesiredState, manifests: Vec<Object>) -> Self {
        let mut problems = Vec::new();
        let resources = Resources::new(together(lower(&desired, &mut problems), manifests));
        Self { lost_names: desired.lost_names, desired, resources, problems, unread: Vec::new() }
    }

    /// Whether everything that was written could be read.
    pub fn is_whole(&self) -> bool {
        !self.lost_names && self.desired.is_whole() && self.resources.objects().iter().all(|object| object.whole)
    }
}

/// The files with Traefik's configuration that could not be read, each at the place that names it.
fn unread(sources: &Sources, desired: &DesiredState) -> Vec<Diagnostic> {
    let place = |state: FileId, key: &str| {
        let traefik = desired.files.iter().find(|file| file.file == state)?.traefik.as_ref()?;
        let path = if key == "static" { &traefik.static_file } else { &traefik.values };
        Some(path.as_ref()?.span)
    };
    let report = |(state, key, reason): &(FileId, &str, String)| {
        Some(desired::problem::invalid_value::unread(place(*state, key)?, reason.clone()))
    };
    sources.unread().iter().filter_map(report).collect()
}

/// Routes come after all other kinds, whatever their source.
fn together(mut objects: Vec<Object>, more: Vec<Object>) -> Vec<Object> {
    objects.extend(more);
    objects.sort_by_key(|object| object.kind() == Kind::IngressRouteTcp);
    objects
}
