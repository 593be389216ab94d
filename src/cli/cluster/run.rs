use std::collections::{BTreeSet, HashSet};

use sha2::{Digest as _, Sha256};

use super::arguments::{ApplyArguments, ClusterArguments, DeleteArguments, Format, StateArguments, WaitArguments};
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
use crate::hex::hex;
use crate::question::Subject;
use crate::resource::Object;
use crate::source::Sources;

pub(super) fn apply(arguments: &ApplyArguments) -> Result<Outcome, Failure> {
    let namespace = arguments.cluster.default_namespace();
    let subject = subject::read_either(&arguments.state.inputs, arguments.levels.options(), namespace.clone())?;
    if !subject::report(&subject.reported()) {
        return Ok(Outcome::No);
    }
    let StateArguments { only, state_name, .. } = &arguments.state;
    let plan = plan_of(&subject, only, state_name.as_deref(), &arguments.cluster, namespace, None)?;
    let ApplyArguments { prune, cluster, wait, .. } = arguments;
    apply_subject(&subject, &plan, Applying { prune: *prune, whole: only.is_empty(), cluster, wait })
}

/// How to apply.
#[derive(Clone, Copy)]
pub(super) struct Applying<'a> {
    /// Whether to delete what the state no longer has.
    pub prune: bool,
    /// Whether it is all of the state.
    pub whole: bool,
    pub cluster: &'a ClusterArguments,
    pub wait: &'a WaitArguments,
}

/// Applies the objects of a state that was read.
pub(super) fn apply_subject(subject: &Subject, plan: &Plan<'_>, applying: Applying<'_>) -> Result<Outcome, Failure> {
    let Applying { prune, whole, cluster, wait: waiting } = applying;
    if !tell_missing(subject, &plan.cluster) {
        return Ok(Outcome::No);
    }
    let stale = if prune { stale(plan)? } else { Vec::new() };
    let stale: Vec<&Object> = stale.iter().collect();
    let rehearsed = match rehearse(subject, plan, &stale) {
        Ok(rehearsed) => rehearsed,
        Err(error) => return summary::tell(&Run::ended(error), None, None, cluster),
    };
    rehearsed.tell();
    let ClusterArguments { dry_run, deletion, .. } = *cluster;
    let agreed = deletion.yes || dry_run;
    match rehearsed.consent(agreed)? {
        Consent::Given => {}
        refused => return summary::refuse(refused, &rehearsed, cluster),
    }
    if !may_delete(&titles(&stale), agreed)? {
        console::err(&shown!("nothing was changed\n"));
        return Ok(Outcome::No);
    }
    let orders = Orders { objects: &plan.objects, stale: &stale, force: deletion.force };
    let run = carry_out(&plan.cluster, &rehearsed, orders, cluster.format);
    if whole && !dry_run && run.has_changed() && run.is_well() {
        record(subject, plan);
    }
    let waited = if run.matches_state() { wait(subject, &plan.objects, waiting, cluster.timeout) } else { Ok(None) };
    let outcome = summary::tell(&run, Some(&rehearsed), waited.as_ref().ok().and_then(Option::as_ref), cluster)?;
    // The objects are applied, whatever became of asking.
    let Some(waited) = waited? else { return Ok(outcome) };
    waited.tell(waiting);
    Ok(if waited.is_well() { outcome } else { Outcome::No })
}

/// Adds the apply to the history of its state. It is made in any case: what keeps the history from it is a warning.
fn record(subject: &Subject, plan: &Plan<'_>) {
    let Some(state) = &plan.state else { return };
    let recorded = match crate::output::json(plan.objects.iter().copied()) {
        Ok(objects) => plan.cluster.record(
            state,
            place_of_history(&plan.objects, &plan.namespace),
            &hash(&subject.sources),
            &objects,
        ),
        // What was applied can be written.
        Err(_) => return,
    };
    if let Err(error) = recorded {
        let message = format!("the apply is not in the history: {error}");
        console::warning(
            &message,
            Some("`tcpgen rollback` cannot go back to it; docs/apply.md has the rights that it needs"),
        );
    }
}

/// The namespace that has the history of a state: that of its objects, if they have one, or else that of objects without one.
pub(super) fn place_of_history<'n>(objects: &[&'n Object], default: &'n str) -> &'n str {
    let mut namespaces = objects.iter().map(|object| object.object_ref().namespace);
    match namespaces.next() {
        Some(first) if namespaces.all(|namespace| namespace == first) => first,
        _ => default,
    }
}

/// The hash of the texts that were written, in their order.
fn hash(sources: &Sources) -> String {
    let mut hasher = Sha256::new();
    for (_, file) in sources.iter().filter(|(id, _)| !sources.is_found(*id)) {
        hasher.update((file.text().len() as u64).to_be_bytes());
        hasher.update(file.text());
    }
    hex(&hasher.finalize()).collect()
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
    let StateArguments { only, state_name, .. } = &arguments.state;
    let Plan { objects, cluster, .. } =
        plan_of(&subject, only, state_name.as_deref(), &arguments.cluster, namespace, None)?;
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

/// What is to be done with which objects of a state. A cluster that is connected for this state already is not connected again.
pub(super) fn plan_of<'c>(
    subject: &'c Subject,
    only: &[String],
    state: Option<&str>,
    cluster: &ClusterArguments,
    namespace: Option<String>,
    connected: Option<&Cluster>,
) -> Result<Plan<'c>, Failure> {
    let compilation = &subject.compilation;
    let objects = chosen(&compilation.resources, only)?;
    fence(&objects, cluster.namespace.as_slice())?;
    let name = state_name(state, compilation)?;
    let group = group(&objects, compilation);
    let namespace = namespace.unwrap_or_else(|| "default".to_owned());
    let cluster = match connected {
        Some(connected) => connected.clone().of_group(group),
        None => cluster.connect(group, name.clone())?,
    };
    Ok(Plan { objects, cluster, state: name, namespace })
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
