//! What a cluster has of the Services, Secrets and ConfigMaps that objects refer to, as facts of a state.

use crate::cli::Failure;
use crate::cluster::Cluster;
use crate::question::Subject;
use crate::report::Reported;
use crate::resource::Object;
use crate::source::Sources;
use crate::store::{add_around, missing as missing_around};

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
    add_around(sources, found.facts);
    Ok(found.hidden)
}

/// What is wrong with a state only because of what the cluster lacks at present.
pub(super) fn missing<'a>(alone: &Subject, around: &'a Subject) -> Reported<'a> {
    Reported::new(missing_around(&alone.compilation, &around.compilation), &around.sources)
}
