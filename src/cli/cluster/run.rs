use std::collections::{BTreeSet, HashSet};

use super::arguments::{ApplyArguments, ClusterArguments, DeleteArguments, Format, StateArguments};
use super::ask::{Consent, may_delete};
use super::connect::{failure, group};
use super::fence::{fence, warn_limited};
use super::only::chosen;
use super::rehearse::{Plan, Rehearsed, rehearse};
use super::state_name::{state_name, unnamed};
use super::summary;
use super::surrounded::{missing, surrounded};
use super::telling::Telling;
use super::wait::wait;
use crate::Options;
use crate::cli::{Failure, Outcome, console, subject};
use crate::cluster::{Cluster, Orders, Removal, Run, Step};
use crate::difference::ObjectId;
use crate::escape::shown;
use crate::question::Subject;
use crate::resource::Object;

pub(super) fn apply(arguments: &ApplyArguments) -> Result<Outcome, Failure> {
    let namespace = arguments.cluster.default_namespace();
    let subject = subject::read_either(&arguments.state.inputs, arguments.levels.options(), namespace.clone())?;
    if !subject::report(&subject.reported()) {
        return Ok(Outcome::No);
    }
    let plan = plan(&subject, &arguments.state, &arguments.cluster, namespace)?;
    if !tell_missing(&subject, &plan.cluster) {
        return Ok(Outcome::No);
    }
    let stale = if arguments.prune { stale(&plan)? } else { Vec::new() };
    let stale: Vec<&Object> = stale.iter().collect();
    let rehearsed = match rehearse(&subject, &plan, &stale) {
        Ok(rehearsed) => rehearsed,
        Err(error) => return summary::tell(&Run::ended(error), None, None, &arguments.cluster),
    };
    rehearsed.tell();
    let ClusterArguments { dry_run, deletion, .. } = arguments.cluster;
    let agreed = deletion.yes || dry_run;
    match rehearsed.consent(agreed)? {
        Consent::Given => {}
        refused => return summary::refuse(refused, &rehearsed, &arguments.cluster),
    }
    if !may_delete(&titles(&stale), agreed)? {
        console::err(&shown!("nothing was changed\n"));
        return Ok(Outcome::No);
    }
    let orders = Orders { objects: &plan.objects, stale: &stale, force: deletion.force };
    let run = carry_out(&plan.cluster, &rehearsed, orders, arguments.cluster.format);
    let waited = if run.matches_state() {
        wait(&subject, &plan.objects, &arguments.wait, arguments.cluster.timeout)
    } else {
        Ok(None)
    };
    let outcome =
        summary::tell(&run, Some(&rehearsed), waited.as_ref().ok().and_then(Option::as_ref), &arguments.cluster)?;
    // The objects are applied, whatever became of asking.
    let Some(waited) = waited? else { return Ok(outcome) };
    waited.tell(&arguments.wait);
    Ok(if waited.is_well() { outcome } else { Outcome::No })
}

/// Reports what the state refers to and the cluster does not have. A cluster that cannot be read is reported by the step
/// that follows. False if a finding prevents the state from being applied.
fn tell_missing(subject: &Subject, cluster: &Cluster) -> bool {
    surrounded(subject, cluster).map_or(true, |(around, _)| subject::report(&missing(subject, &around)))
}

/// Applies and prunes, in the order that the rehearsal found or else by kind.
fn carry_out(cluster: &Cluster, rehearsed: &Rehearsed, orders: Orders<'_>, format: Format) -> Run {
    let Orders { objects, stale, force } = orders;
    let mut telling = Telling::new("applying", objects.len() + stale.len(), format);
    let mut told = |step: &Step| telling.step(step);
    let mut run = Run::default();
    match &rehearsed.found {
        Ok(found) if run.in_safe_order(cluster, found, orders, &mut told) => return run,
        Ok(found) => run.apply_rehearsed(cluster, found, objects, &mut told),
        // Without a list nothing is known of who else uses what.
        Err(_) => run.apply(cluster, objects, &mut told),
    }
    let prunes = run.is_well();
    if prunes {
        run.delete(cluster, stale, Removal { force, applied: objects }, &mut told);
    }
    drop(telling);
    if !prunes && !stale.is_empty() {
        let message =
            format!("{} that the state no longer has were not deleted: what stays may need them", stale.len());
        console::warning(&message, Some("correct what was refused, and run the same command again"));
    }
    run
}

pub(super) fn delete(arguments: &DeleteArguments) -> Result<Outcome, Failure> {
    let namespace = arguments.cluster.default_namespace();
    let subject = subject::read_either(&arguments.state.inputs, Options::default(), namespace.clone())?;
    if subject.compilation.has_errors() {
        subject::report(&subject.reported());
        return Ok(Outcome::No);
    }
    let Plan { objects, cluster, .. } = plan(&subject, &arguments.state, &arguments.cluster, namespace)?;
    if !may_delete(&titles(&objects), arguments.cluster.deletion.yes || arguments.cluster.dry_run)? {
        console::err(&shown!("nothing was changed\n"));
        return Ok(Outcome::No);
    }
    let mut telling = Telling::new("deleting", objects.len(), arguments.cluster.format);
    let mut run = Run::default();
    let removal = Removal { force: arguments.cluster.deletion.force, applied: &[] };
    run.delete(&cluster, &objects, removal, &mut |step| telling.step(step));
    drop(telling);
    summary::tell(&run, None, None, &arguments.cluster)
}

fn plan<'c>(
    subject: &'c Subject,
    state: &StateArguments,
    cluster: &ClusterArguments,
    namespace: Option<String>,
) -> Result<Plan<'c>, Failure> {
    let compilation = &subject.compilation;
    let objects = chosen(&compilation.resources, &state.only)?;
    fence(&objects, cluster.namespace.as_slice())?;
    let name = state_name(state.state_name.as_deref(), compilation)?;
    let group = group(&objects, compilation);
    let namespace = namespace.unwrap_or_else(|| "default".to_owned());
    Ok(Plan { objects, cluster: cluster.connect(group, name.clone())?, state: name, namespace })
}

/// What an earlier apply of this state made and the state no longer has, in every namespace that may be listed.
fn stale(plan: &Plan<'_>) -> Result<Vec<Object>, Failure> {
    let Some(state) = &plan.state else {
        return Err(unnamed());
    };
    let names = plan.objects.iter().map(|object| object.object_ref());
    let kept: HashSet<ObjectId> = plan.objects.iter().map(|object| ObjectId::of(object)).collect();
    let mut namespaces: BTreeSet<String> = names.map(|name| name.namespace.to_owned()).collect();
    namespaces.insert(plan.namespace.clone());
    let found = plan.cluster.part_of(state, &namespaces).map_err(|error| failure(&error))?;
    if let Some(only_in) = found.only_in.filter(|_| plan.cluster.lists_everywhere()) {
        warn_limited("pruned", &only_in);
    }
    Ok(found.objects.into_iter().filter(|object| !kept.contains(&ObjectId::of(object))).collect())
}

fn titles(objects: &[&Object]) -> Vec<String> {
    objects.iter().map(|object| ObjectId::of(object).to_string()).collect()
}
