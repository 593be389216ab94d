use std::fmt::Write as _;

use super::rollout::clean;
use super::{Difference, Findings, ObjectChanges, Rollout};
use crate::analysis::compare::Comparison;
use crate::diagnostic::Diagnostic;
use crate::report::compare::{headline, lines, verdicts};
use crate::source::Sources;

/// How many moments between two steps are printed; JSON has all.
const MOMENTS_AT_MOST: usize = 30;

/// A difference for people: `+` comes, `-` goes, `~` changes. `new` are the texts that new diagnostics point into.
pub fn human(difference: &Difference, new: &Sources) -> String {
    let Difference { objects, connections, rollout, findings, .. } = difference;
    let of_connections = if difference.is_empty() { String::new() } else { of_connections(connections) };
    let parts = [of_objects(objects), of_connections, of_rollout(rollout), of_findings(findings, new)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if difference.is_empty() { format!("no difference\n{}", parts.concat()) } else { parts.join("\n") }
}

fn of_objects(objects: &ObjectChanges) -> String {
    if objects.is_empty() {
        return String::new();
    }
    let ObjectChanges { added, changed, removed } = objects;
    let mut out = format!("objects: {} added, {} changed, {} removed\n", added.len(), changed.len(), removed.len());
    for id in added {
        line(&mut out, &format!("  + {id}"));
    }
    for object in changed {
        line(&mut out, &format!("  ~ {}", object.id));
        object.changes.iter().for_each(|change| line(&mut out, &format!("      {change}")));
    }
    for id in removed {
        line(&mut out, &format!("  - {id}"));
    }
    out
}

/// Every class is printed.
fn of_connections(connections: &Comparison) -> String {
    let mut out = format!("connections: {}\n", headline(connections.verdict));
    let changes = lines(&connections.overview).into_iter().map(|found| found.to_string());
    changes.chain(verdicts(connections)).for_each(|found| line(&mut out, &format!("  {found}")));
    out
}

fn of_rollout(rollout: &Rollout) -> String {
    let Rollout { steps, transients, safe_order, rehearsed, search_complete, .. } = rollout;
    let broken = of_breaches(rollout);
    let note = if *rehearsed { "" } else { "step by step: not all of it was rehearsed, there are too many objects\n" };
    if transients.is_empty() {
        return broken + note;
    }
    let mut out = broken + "step by step, in the usual order of `tcpgen apply`\n";
    for moment in rollout.moments().take(MOMENTS_AT_MOST) {
        line(&mut out, &format!("  {moment}"));
    }
    if let Some(more @ 1..) = transients.len().checked_sub(MOMENTS_AT_MOST) {
        line(&mut out, &format!("  {more} more; `--format json` shows all"));
    }
    out.push_str(note);
    match safe_order {
        Some(order) => {
            line(&mut out, "  it does not happen in this order");
            for step in order.iter().filter_map(|place| steps.get(*place)) {
                line(&mut out, &format!("    {step}"));
            }
        }
        None if *search_complete => {
            line(&mut out, "  it happens in every order of these steps: split the change in two");
        }
        None => line(&mut out, "  no order without it was found, but not all were tried: split the change in two"),
    }
    out
}

fn of_breaches(rollout: &Rollout) -> String {
    let lines: Vec<String> = rollout.broken().map(|line| format!("  {line}\n")).collect();
    if lines.is_empty() { String::new() } else { format!("broken invariants\n{}", lines.concat()) }
}

fn of_findings(findings: &Findings, new: &Sources) -> String {
    let Findings { new: come, fixed, unchanged } = findings;
    if come.is_empty() && fixed.is_empty() {
        return String::new();
    }
    let mut out = format!("diagnostics: {} new, {} fixed, {unchanged} unchanged\n", come.len(), fixed.len());
    for found in come {
        line(&mut out, &format!("  + {}{}", place(found, new), said(found)));
    }
    for found in fixed {
        line(&mut out, &format!("  - {}", said(found)));
    }
    out
}

fn said(found: &Diagnostic) -> String {
    format!("{}[{}]: {}", found.severity.name(), found.code.name, found.message)
}

fn place(found: &Diagnostic, sources: &Sources) -> String {
    let Some((start, _)) = sources.position(found.span) else { return String::new() };
    let file = sources.file(found.span.file).map_or("", |file| file.name());
    format!("{file}:{}:{}: ", start.line, start.column)
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}", clean(text));
}
