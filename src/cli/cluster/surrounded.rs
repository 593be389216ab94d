//! What a cluster has of the Services, Secrets and ConfigMaps that objects refer to, as facts of a state.

use crate::cli::{Failure, console};
use crate::cluster::Cluster;
use crate::escape::shown;
use crate::question::Subject;
use crate::resource::Object;
use crate::source::{SourceFile, Sources};

/// The file that the facts are reported from.
const FOUND: &str = "cluster.toml";

/// A state with what the cluster has of the objects that it refers to.
pub(super) fn surrounded(subject: &Subject, cluster: &Cluster) -> Result<Subject, Failure> {
    let mut sources = subject.sources.clone();
    add_surroundings(&mut sources, cluster, subject.compilation.resources.emitted())?;
    Ok(Subject::new(sources, subject.options.clone()))
}

/// Adds what the cluster has of the objects that these refer to, and reports what may not be read.
pub(super) fn add_surroundings<'o>(
    sources: &mut Sources,
    cluster: &Cluster,
    objects: impl IntoIterator<Item = &'o Object>,
) -> Result<(), Failure> {
    let found = cluster.surroundings(objects).map_err(|error| super::connect::failure(&error))?;
    for hidden in found.hidden {
        console::err(&shown!("note: you may not read ", hidden, ": what routes need of them is assumed\n"));
    }
    if !found.facts.is_empty() {
        sources.add_facts(SourceFile::new(FOUND, found.facts));
    }
    Ok(())
}
