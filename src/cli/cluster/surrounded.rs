//! What a cluster has of the Services, Secrets and ConfigMaps that objects refer to, as facts of a state.

use std::collections::HashSet;

use crate::cli::Failure;
use crate::cluster::Cluster;
use crate::diagnostic::{Diagnostic, Severity};
use crate::question::Subject;
use crate::report::Reported;
use crate::resource::Object;
use crate::source::{SourceFile, Sources};

/// The file that the facts are reported from.
const FOUND: &str = "cluster.toml";

/// A state with what the cluster has of the objects that it refers to, and what may not be read: that is assumed, as it is
/// without a cluster.
pub(super) fn surrounded(subject: &Subject, cluster: &Cluster) -> Result<(Subject, Vec<String>), Failure> {
    let mut sources = subject.sources.clone();
    let hidden = add_surroundings(&mut sources, cluster, subject.compilation.resources.emitted())?;
    Ok((Subject::new(sources, subject.options.clone()), hidden))
}

/// Adds what the cluster has of the objects that these refer to. Returns what may not be read.
pub(super) fn add_surroundings<'o>(
    sources: &mut Sources,
    cluster: &Cluster,
    objects: impl IntoIterator<Item = &'o Object>,
) -> Result<Vec<String>, Failure> {
    let found = cluster.surroundings(objects).map_err(|error| super::connect::failure(&error))?;
    if !found.facts.is_empty() {
        sources.add_found(SourceFile::new(FOUND, found.facts));
    }
    Ok(found.hidden)
}

/// What is wrong with a state only because of what the cluster has or lacks at present. It keeps nothing from being applied
/// unless the levels of codes require it: a Service can be created later, or be missing for a moment.
pub(super) fn missing<'a>(alone: &Subject, around: &'a Subject) -> Reported<'a> {
    let key = |found: &Diagnostic| (found.code.name, found.span, found.message.clone());
    let known: HashSet<_> = alone.compilation.diagnostics.iter().map(key).collect();
    let new = around.compilation.diagnostics.iter().filter(|found| !known.contains(&key(found)));
    let found = new.cloned().map(|mut found| {
        if found.code.severity == Severity::Error {
            found.severity = Severity::Warning;
        }
        found
    });
    Reported::new(found.collect::<Vec<_>>(), &around.sources)
}
