//! What clients would notice while the objects are applied, before they are.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::ask::{Consent, may_go_on};
use super::fence::warn_limited;
use crate::cli::{Failure, console};
use crate::cluster::{Cluster, ClusterError, Intent, Rehearsal};
use crate::difference::Rollout;
use crate::environment;
use crate::escape::shown;
use crate::invariant::promises;
use crate::question::Subject;
use crate::resource::Object;

/// Objects, and the cluster that they are for.
pub(super) struct Plan<'c> {
    pub objects: Vec<&'c Object>,
    pub cluster: Cluster,
    pub state: Option<String>,
    /// Where objects belong that name no namespace.
    pub namespace: String,
}

/// How many moments are shown; JSON has all.
const MOMENTS_AT_MOST: usize = 30;

/// A rehearsal, or why there is none.
pub(super) struct Rehearsed {
    pub found: Result<Rehearsal, ClusterError>,
    /// Whether all namespaces were to be listed.
    everywhere: bool,
}

/// Rehearses the plan on what the cluster has. A cluster that may not be listed, or whose list cannot be read, can still be
/// applied to.
pub(super) fn rehearse(subject: &Subject, plan: &Plan<'_>, stale: &[&Object]) -> Result<Rehearsed, ClusterError> {
    let compilation = &subject.compilation;
    let external: Vec<&Object> = compilation.resources.objects().iter().filter(|object| object.external).collect();
    let environment = environment(&compilation.desired);
    let promises = promises(&compilation.desired);
    let intent =
        Intent { objects: &plan.objects, stale, external: &external, environment: &environment, promises: &promises };
    let names = plan.objects.iter().chain(stale).map(|object| object.object_ref());
    let namespaces: BTreeSet<String> = names.map(|name| name.namespace.to_owned()).collect();
    match Rehearsal::new(&plan.cluster, intent, &namespaces) {
        Err(error) if !leaves_apply_possible(&error) => Err(error),
        found => Ok(Rehearsed { found, everywhere: plan.cluster.lists_everywhere() }),
    }
}

fn leaves_apply_possible(error: &ClusterError) -> bool {
    error.is_of_object() || matches!(error, ClusterError::NoCrds { .. } | ClusterError::Expired { .. })
}

impl Rehearsed {
    /// Reports what could not be rehearsed, and whether the order is another than usual.
    pub fn tell(&self) {
        let rehearsal = match &self.found {
            Ok(rehearsal) => rehearsal,
            // The run reports it.
            Err(ClusterError::NoCrds { .. }) => return,
            Err(error) => {
                let message = format!("the order of the changes could not be rehearsed: {error}");
                return console::warning(
                    &message,
                    Some("the objects are applied by kind, which may open or close a route on the way"),
                );
            }
        };
        if let Some(only_in) = rehearsal.only_in.as_ref().filter(|_| self.everywhere) {
            warn_limited("rehearsed", only_in);
        }
        let rollout = &rehearsal.rollout;
        if !rollout.rehearsed && rollout.safe_order.is_none() {
            let message = "the order of the changes was not rehearsed to the end: there are too many objects";
            console::warning(message, Some("apply in parts, with `--only`"));
        }
        if rollout.safe_order.is_some() {
            console::err(&shown!("The order is not the usual one, in which clients would notice:\n"));
            show_moments(rollout);
        }
    }

    /// Reports what clients will notice, and asks whether to go on unless that is `agreed`.
    pub fn consent(&self, agreed: bool) -> Result<Consent, Failure> {
        let Ok(Rehearsal { rollout, .. }) = &self.found else { return Ok(Consent::Given) };
        if !rollout.breaches.is_empty() {
            return Ok(Consent::Broken(breaks(rollout)));
        }
        if rollout.safe_order.is_some() || rollout.transients.is_empty() {
            return Ok(Consent::Given);
        }
        console::err(&shown!("Clients notice this change on the way:\n"));
        show_moments(rollout);
        console::err(&if rollout.search_complete {
            shown!("It happens in every order of the objects.\n")
        } else {
            shown!("No order without it was found; the search was cut short.\n")
        });
        if agreed { Ok(Consent::Given) } else { may_go_on() }
    }

    /// For programs.
    pub fn json(&self) -> Result<Value, serde_json::Error> {
        let rehearsal = match &self.found {
            Ok(rehearsal) => rehearsal,
            Err(error) => return Ok(json!({ "rehearsed": false, "reason": error.to_string() })),
        };
        let mut value = serde_json::to_value(&rehearsal.rollout)?;
        value["only_in"] = json!(rehearsal.only_in);
        Ok(value)
    }
}

/// No flag gets past an invariant.
fn breaks(rollout: &Rollout) -> Failure {
    let mut lines: Vec<String> = rollout.broken().take(MOMENTS_AT_MOST).map(|line| format!("\n  {line}")).collect();
    lines.insert(0, "the change would break an invariant in this cluster".to_owned());
    Failure::new(lines.concat()).help(
        "split the change in two that each keep it, change the other objects of the cluster, or change the invariant",
    )
}

fn show_moments(rollout: &Rollout) {
    let moments: Vec<String> = rollout.moments().collect();
    for moment in moments.iter().take(MOMENTS_AT_MOST) {
        console::err(&shown!("  ", moment, "\n"));
    }
    if let Some(more @ 1..) = moments.len().checked_sub(MOMENTS_AT_MOST) {
        console::err(&shown!("  ", more, " more; `--format json` shows all\n"));
    }
}
