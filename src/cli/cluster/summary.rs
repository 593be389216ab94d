use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::arguments::{ClusterArguments, Format};
use super::ask::Consent;
use super::connect::failure;
use super::rehearse::Rehearsed;
use super::wait::Waited;
use crate::cli::{Failure, Outcome, console};
use crate::cluster::{Done, Run, Step};
use crate::escape::{Shown, shown};

/// The results of an object, the most interesting first.
const RESULTS: [&str; 7] = ["created", "updated", "unchanged", "deleted", "not-found", "skipped", "failed"];

/// Prints the summary of what was done and what was not. Returns whether everything was done.
pub(super) fn tell(
    run: &Run,
    rehearsed: Option<&Rehearsed>,
    waited: Option<&Waited>,
    arguments: &ClusterArguments,
) -> Result<Outcome, Failure> {
    match arguments.format {
        Format::Human => console::out(&Shown::lines(&shown(run, arguments.dry_run)))?,
        Format::Json => {
            let mut value = summary(run, rehearsed, arguments.dry_run)?;
            if let Some(waited) = waited {
                value["traefik"] = waited.json();
            }
            console::data(&pretty(&value)?)?;
        }
    }
    notes(&run.steps);
    match &run.stopped {
        Some(error) => Err(failure(error)),
        None if run.matches_state() => Ok(Outcome::Fine),
        None => Ok(Outcome::No),
    }
}

/// Reports that nothing was done: clients would notice it, or an invariant would be broken.
pub(super) fn refuse(
    refused: Consent,
    rehearsed: &Rehearsed,
    arguments: &ClusterArguments,
) -> Result<Outcome, Failure> {
    if arguments.format == Format::Json {
        let (code, message, help) = match &refused {
            Consent::Broken(_) => (
                "broken-invariant",
                "the change would break an invariant, and nothing was changed",
                "split it into two changes that each keep it, or change the invariant",
            ),
            _ => (
                "not-agreed",
                "clients notice this change on the way, and nothing was changed",
                "split it into two changes, or apply it all the same with `--yes`",
            ),
        };
        let mut value = summary(&Run::default(), Some(rehearsed), arguments.dry_run)?;
        value["stopped"] = json!({ "code": code, "message": message, "help": help });
        console::data(&pretty(&value)?)?;
    }
    match refused {
        Consent::Unattended(failure) => Err(failure),
        Consent::Broken(failure) => {
            console::failure(&failure);
            console::err(&shown!("nothing was changed\n"));
            Ok(Outcome::No)
        }
        Consent::Given | Consent::Denied => {
            console::err(&shown!("nothing was changed\n"));
            Ok(Outcome::No)
        }
    }
}

/// The counts. What became of each object has been printed.
fn shown(run: &Run, dry_run: bool) -> String {
    let counts: Vec<String> = RESULTS
        .iter()
        .filter_map(|result| match count(run, result) {
            0 => None,
            count => Some(format!("{count} {}", result.replace('-', " "))),
        })
        .collect();
    let counts = if counts.is_empty() { "nothing to do".to_owned() } else { counts.join(", ") };
    counts
        + match dry_run {
            true if run.is_confirmed() => " (dry run: nothing was kept)\n",
            true if run.stopped.is_none() => " (dry run, not confirmed by the server)\n",
            true => " (dry run, ended before it was confirmed)\n",
            false => "\n",
        }
}

fn pretty(value: &Value) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(|error| cannot_be_written(&error))
}

fn cannot_be_written(error: &serde_json::Error) -> Failure {
    Failure::new(format!("the summary cannot be written: {error}"))
}

fn summary(run: &Run, rehearsed: Option<&Rehearsed>, dry_run: bool) -> Result<Value, Failure> {
    let counts: Map<String, Value> =
        RESULTS.iter().map(|result| (result.replace('-', "_"), count(run, result).into())).collect();
    let stopped = run
        .stopped
        .as_ref()
        .map(|error| json!({ "code": error.code(), "message": error.to_string(), "help": error.help() }));
    let mut value = json!({ "dry_run": dry_run, "summary": counts, "stopped": stopped, "objects": run.steps });
    if dry_run {
        value["confirmed"] = run.is_confirmed().into();
    }
    if let Some(rehearsed) = rehearsed {
        value["rollout"] = rehearsed.json().map_err(|error| cannot_be_written(&error))?;
    }
    Ok(value)
}

fn count(run: &Run, result: &str) -> usize {
    run.steps.iter().filter(|step| step.done.name() == result).count()
}

/// Errors, and fields that stay although the state does not have them. What holds for many objects is reported once.
fn notes(steps: &[Step]) {
    let mut reported = HashSet::new();
    for step in steps {
        match &step.done {
            Done::Failed(error) => {
                let message = error.to_string();
                if reported.insert(message.clone()) {
                    console::error(&message, Some(&error.help()));
                }
            }
            Done::Skipped(reason) => console::warning(&format!("{}: {reason}", step.title()), None),
            Done::Applied(written) => {
                for kept in &written.kept {
                    console::warning(
                        &format!("{}: {kept}", step.title()),
                        Some("remove it there, or write it into the state"),
                    );
                }
                for warning in &written.warnings {
                    console::warning(&format!("{}: {warning}", step.title()), None);
                }
            }
            Done::Deleted(_) => {}
        }
    }
}
