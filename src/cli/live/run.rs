use std::net::IpAddr;

use serde_json::json;

use super::Target;
use super::dial::dial;
use crate::cli::test::Format;
use crate::cli::{Failure, Outcome, console};
use crate::escape::{Shown, shown};
use crate::question::{Live, Question as _, Subject, Trial};
use crate::report;
use crate::running::{Fit, Tried};

/// Makes the connections of scenarios, one after the other, and compares.
pub(in crate::cli) fn run(
    subject: &Subject,
    scenarios: &[String],
    target: &Target,
    seen_as: Option<IpAddr>,
    format: Format,
) -> Result<Outcome, Failure> {
    let trials = Live { scenarios: scenarios.to_vec() }.ask(subject)?;
    target.is_for(trials.iter().map(|trial| trial.connection.entry_point.as_str()))?;
    let mut tried = Vec::with_capacity(trials.len());
    for trial in trials {
        let one = attempt(trial, subject, target, seen_as);
        if format == Format::Human {
            console::out(&line(&one))?;
        }
        tried.push(one);
    }
    let has = |fit: Fit| tried.iter().any(|one| one.result == fit);
    let is_tested = has(Fit::Agrees) || has(Fit::Differs);
    let passed = is_tested && !has(Fit::Differs);
    match format {
        Format::Human => console::err(&totals(&tried)),
        Format::Json => console::out_json(&json!({ "passed": passed, "connections": tried }))?,
        Format::Junit => console::out(&Shown::lines(&report::live::junit(&tried)))?,
    }
    if !is_tested {
        console::err(&shown!("nothing was tested: no connection could be made and compared\n"));
    }
    Ok(if passed { Outcome::Fine } else { Outcome::No })
}

fn attempt(trial: Trial, subject: &Subject, target: &Target, seen_as: Option<IpAddr>) -> Tried {
    let Trial { what, connection, predicted } = trial;
    let name = connection.entry_point.as_str();
    let Some(port) = target.port(name, &subject.compilation.desired.entry_points) else {
        let reason = format!("no port is known for `{name}`: add it, `--live {}:{name}=PORT`", target.host);
        return Tried::not_made(what, predicted, reason);
    };
    let source = Some(connection.client_ip).filter(|client| seen_as != Some(*client));
    match dial(&connection, source, &target.host, port) {
        Ok(seen) => Tried::new(what, predicted, &seen),
        Err(reason) => Tried::not_made(what, predicted, reason),
    }
}

/// `differs    192.168.1.7 to postgresql`, and below it what was predicted and seen.
fn line(tried: &Tried) -> Shown {
    let mut line = shown!(format!("{:<9}", tried.result.name()), "  ", &tried.what, "\n");
    if tried.result == Fit::Agrees {
        return line;
    }
    line.push(&shown!("  predicted: ", &tried.predicted.verdict, "\n"));
    if let Some(seen) = &tried.seen {
        line.push(&shown!("  seen: ", seen, "\n"));
    }
    if let Some(reason) = &tried.reason {
        line.push(&shown!("  ", reason, "\n"));
    }
    line
}

/// `3 of 7 connections as predicted; 1 different, 2 undecided, 1 not made`
fn totals(tried: &[Tried]) -> Shown {
    let count = |fit: Fit| tried.iter().filter(|one| one.result == fit).count();
    let kinds = [(Fit::Differs, "different"), (Fit::Undecided, "undecided"), (Fit::NotMade, "not made")];
    let others = kinds.into_iter().map(|(fit, what)| (count(fit), what)).filter(|(count, _)| *count > 0);
    let mut words = vec![format!("{} of {} connections as predicted", count(Fit::Agrees), tried.len())];
    words.extend(others.map(|(count, what)| format!("{count} {what}")));
    shown!(words.join(", "), "\n")
}
