use super::arguments::RollbackArguments;
use super::connect::failure;
use super::run::{Applying, apply_subject, place_of_history, plan_of};
use super::state_name::state_name;
use crate::Options;
use crate::cli::table::table;
use crate::cli::{Failure, Outcome, console, subject};
use crate::cluster::Revision;
use crate::escape::shown;
use crate::inputs;
use crate::members::Wanted;
use crate::question::Subject;
use crate::resource::Object;
use crate::source::Sources;

/// How much of a hash is shown.
const SHORT: usize = 12;

pub(super) fn rollback(arguments: &RollbackArguments) -> Result<Outcome, Failure> {
    // The facts of state files that are named count, and their objects do not.
    let beside = match arguments.inputs.inputs.as_slice() {
        [] => Sources::default(),
        named => inputs::read_states(&inputs::expand(named, Wanted::States)?)?,
    };
    let facts = Subject::new(beside.clone(), Options::default());
    let Some(state) = state_name(arguments.state_name.as_deref(), &facts.compilation)? else {
        let failure = Failure::new("only the history of a state with a name is kept");
        return Err(failure.help("name it: `--state-name NAME`, as at its `apply`"));
    };
    let namespace = arguments.cluster.default_namespace().unwrap_or_else(|| "default".to_owned());
    let written: Vec<&Object> = facts.compilation.resources.emitted().collect();
    let namespace = place_of_history(&written, &namespace).to_owned();
    let cluster = arguments.cluster.connect(facts.compilation.desired.api_group(), Some(state.clone()))?;
    let history = cluster.history(&state, &namespace).map_err(|error| failure(&error))?;
    if arguments.list {
        return list(&history);
    }
    let revision = wanted(&history, arguments.to, &state, &namespace)?;
    let Some(objects) = &revision.objects else {
        return Err(Failure::new(format!("the objects of apply {} were too large to be kept", revision.number)));
    };
    console::err(&shown!("back to apply ", revision.number, " of ", &revision.at, "\n"));
    let mut sources = Sources::single(format!("apply-{}.json", revision.number), objects.as_str());
    sources = sources.for_traefik(arguments.inputs.traefik);
    sources.add_facts_of(&beside);
    let subject = Subject::new(sources, Options::default());
    if !subject::report(&subject.reported()) {
        return Ok(Outcome::No);
    }
    let plan = plan_of(&subject, &[], Some(&state), &arguments.cluster, Some(namespace), Some(&cluster))?;
    let applying = Applying { prune: true, whole: true, cluster: &arguments.cluster, wait: &arguments.wait };
    apply_subject(&subject, &plan, applying)
}

/// The apply of this number, or the one before the last.
fn wanted<'h>(
    history: &'h [Revision],
    number: Option<u64>,
    state: &str,
    namespace: &str,
) -> Result<&'h Revision, Failure> {
    let found = match number {
        Some(number) => history.iter().find(|revision| revision.number == number),
        None => history.iter().rev().nth(1),
    };
    found.ok_or_else(|| {
        let what = number.map_or_else(|| "earlier apply".to_owned(), |number| format!("apply {number}"));
        let failure = Failure::new(format!("the namespace {namespace} has no {what} of the state `{state}`"));
        failure.help("`--list` shows those that there are; `--namespace` names the namespace of the applies")
    })
}

fn list(history: &[Revision]) -> Result<Outcome, Failure> {
    let rows = history.iter().map(|revision| {
        let Revision { number, at, by, hash, objects, .. } = revision;
        let kept = if objects.is_some() { "" } else { "too large to be kept" };
        let short = hash.get(..SHORT).unwrap_or(hash);
        [number.to_string(), at.clone(), by.clone().unwrap_or_default(), short.to_owned(), kept.to_owned()]
    });
    console::out(&table(["APPLY", "WHEN", "WHO", "STATE", ""], rows))?;
    Ok(Outcome::Fine)
}
