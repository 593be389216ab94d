use std::collections::HashSet;

use super::arguments::{ApplyArguments, ClusterArguments, DeleteArguments, StateArguments};
use super::ask::may_delete;
use super::connect::failure;
use super::only::chosen;
use super::state_name::state_name;
use super::summary;
use crate::cli::compiled::Compiled;
use crate::cli::progress::Progress;
use crate::cli::{Failure, Outcome, console};
use crate::cluster::{Cluster, Run, STATE_LABEL};
use crate::resource::{ApiGroup, Kind, Object};

/// Objects, and the cluster that they are for.
struct Plan<'c> {
    objects: Vec<&'c Object>,
    cluster: Cluster,
    state: Option<String>,
}

pub(super) fn apply(arguments: &ApplyArguments) -> Result<Outcome, Failure> {
    let compiled = Compiled::read_either(&arguments.state.inputs.inputs, arguments.strict)?;
    if !compiled.report() {
        return Ok(Outcome::No);
    }
    let Plan { objects, cluster, state } = plan(&compiled, &arguments.state, &arguments.cluster)?;
    let stale = if arguments.prune { stale(&cluster, state.as_deref(), &objects)? } else { Vec::new() };
    let stale: Vec<&Object> = stale.iter().collect();
    if !may_delete(&titles(&stale), arguments.cluster.yes || arguments.cluster.dry_run)? {
        console::err("nothing was changed\n");
        return Ok(Outcome::No);
    }
    let mut progress = Progress::of("applying", objects.len() + stale.len(), "objects");
    let mut run = Run::default();
    run.apply(&cluster, &objects, &mut || progress.step());
    let prunes = run.is_well();
    if prunes {
        run.delete(&cluster, &stale, &mut || progress.step());
    }
    drop(progress);
    if !prunes && !stale.is_empty() {
        let message =
            format!("{} that the state no longer has were not deleted: what stays may need them", stale.len());
        console::warning(&message, Some("put right what was refused, and run the same command again"));
    }
    summary::tell(&run, &arguments.cluster)
}

pub(super) fn delete(arguments: &DeleteArguments) -> Result<Outcome, Failure> {
    let compiled = Compiled::read_either(&arguments.state.inputs.inputs, false)?;
    if compiled.compilation.has_errors() {
        compiled.report();
        return Ok(Outcome::No);
    }
    let Plan { objects, cluster, .. } = plan(&compiled, &arguments.state, &arguments.cluster)?;
    if !may_delete(&titles(&objects), arguments.cluster.yes || arguments.cluster.dry_run)? {
        console::err("nothing was changed\n");
        return Ok(Outcome::No);
    }
    let mut progress = Progress::of("deleting", objects.len(), "objects");
    let mut run = Run::default();
    run.delete(&cluster, &objects, &mut || progress.step());
    drop(progress);
    summary::tell(&run, &arguments.cluster)
}

fn plan<'c>(compiled: &'c Compiled, state: &StateArguments, cluster: &ClusterArguments) -> Result<Plan<'c>, Failure> {
    let compilation = &compiled.compilation;
    let objects = chosen(&compilation.resources, &state.only)?;
    let name = state_name(state.state_name.as_deref(), compilation)?;
    let is_v2 = compilation.desired.traefik.version().is_v2();
    let of_version = if is_v2 { ApiGroup::TraefikContainoUs } else { ApiGroup::TraefikIo };
    let group = objects.first().map_or(of_version, |object| object.group);
    Ok(Plan { objects, cluster: cluster.connect(group, name.clone())?, state: name })
}

/// What an earlier apply of this state made and the state no longer has, in whatever namespace.
fn stale(cluster: &Cluster, state: Option<&str>, objects: &[&Object]) -> Result<Vec<Object>, Failure> {
    let Some(state) = state else {
        return Err(Failure::new("`--prune` needs the state's name: only what bears it can be deleted").help(format!(
            "say `--state-name NAME` at every apply of this state, or `labels = {{ \"{STATE_LABEL}\" = \"NAME\" }}` at the \
             top of its file; no other state in the cluster may have the same name"
        )));
    };
    let kept: HashSet<(Kind, String)> =
        objects.iter().map(|object| (object.kind(), object.object_ref().to_string())).collect();
    let found = cluster.part_of(state).map_err(|error| failure(&error))?;
    Ok(found.into_iter().filter(|object| !kept.contains(&(object.kind(), object.object_ref().to_string()))).collect())
}

fn titles(objects: &[&Object]) -> Vec<String> {
    objects.iter().map(|object| format!("{} {}", object.kind().name(), object.object_ref())).collect()
}
