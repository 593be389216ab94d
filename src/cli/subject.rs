//! The state that a command is about: read from what its arguments name, and reported on.

use super::api::ApiSource;
use super::arguments::Inputs;
use super::cluster::{Around, ClusterSource};
use super::{Failure, console};
use crate::Options;
use crate::escape::shown;
use crate::inputs;
use crate::members::Wanted;
use crate::question::Subject;
use crate::report::{self, Reported};
use crate::source::Sources;

/// Reads and compiles the inputs, state files or manifests, as one state. Objects that name no namespace get this one.
pub(super) fn read_either(arguments: &Inputs, options: Options, namespace: Option<String>) -> Result<Subject, Failure> {
    Ok(Subject::new(sources(arguments, namespace)?, options))
}

/// Reads the inputs, state files or manifests. Objects that name no namespace get this one.
pub(super) fn sources(arguments: &Inputs, namespace: Option<String>) -> Result<Sources, Failure> {
    let sources = inputs::read(&inputs::expand(&arguments.inputs, Wanted::Either)?)?.for_traefik(arguments.traefik);
    Ok(match namespace {
        Some(namespace) => sources.in_namespace(namespace),
        None => sources,
    })
}

/// Reads the inputs, state files or manifests; or with `--cluster` the objects of a cluster, and of the state files that are
/// named beside it the facts.
pub(super) fn read_objects_or_cluster(
    arguments: &Inputs,
    cluster: &ClusterSource,
    around: Around,
) -> Result<Subject, Failure> {
    Ok(Subject::new(objects_or_cluster(arguments, cluster, around)?, Options::default()))
}

/// The same with everything that is known around the objects: what a cluster has, and what a running Traefik reports.
pub(super) fn read_with_facts(
    arguments: &Inputs,
    cluster: &ClusterSource,
    api: &ApiSource,
) -> Result<Subject, Failure> {
    let sources = api.add_to(objects_or_cluster(arguments, cluster, Around::Too)?)?;
    Ok(Subject::new(sources, Options::default()))
}

fn objects_or_cluster(arguments: &Inputs, cluster: &ClusterSource, around: Around) -> Result<Sources, Failure> {
    if !cluster.is_chosen() {
        return sources(arguments, None);
    }
    let beside = match arguments.inputs.as_slice() {
        [] => Sources::default(),
        named => inputs::read_states(&inputs::expand(named, Wanted::States)?)?,
    };
    cluster.read(&beside.for_traefik(arguments.traefik), around)
}

/// Reports on standard error which Traefik the answer is for, if it is not the default one, and what to know about it.
pub(super) fn note(subject: &Subject) {
    let version = subject.compilation.table.version();
    if !version.is_default() {
        console::err(&shown!("answered for Traefik ", version, "\n"));
    }
    if let Some(note) = version.note() {
        console::err(&shown!("note: ", note, "\n"));
    }
}

/// For commands whose answer covers whatever could be read: reports errors on standard error in full, but only the number
/// of warnings, since their effect is part of the answer. False when there are errors.
pub(super) fn remark(reported: &Reported<'_>) -> bool {
    if reported.has_errors() {
        return report(reported);
    }
    let warnings = reported.summary();
    if !warnings.is_empty() {
        console::err(&shown!(warnings, "; `tcpgen check` shows what\n"));
    }
    true
}

/// Reports what is wrong on standard error. False when nothing may be emitted.
pub(super) fn report(reported: &Reported<'_>) -> bool {
    if !reported.found.is_empty() {
        console::err(&report::human(&reported.found, reported.sources, console::err_style()));
        console::err(&shown!(reported.summary(), "\n"));
    }
    !reported.has_errors()
}
