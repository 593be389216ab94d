use std::collections::{BTreeSet, HashMap, HashSet};

use smol_str::SmolStr;

use super::provider::{Provider, is_internal};
use super::{Cause, Difference, Running, RunningRouter, Topic, causes};
use crate::resource::{ObjectRef, Resources};
use crate::routing::{Router, Status, names};
use crate::rule::TlsMode;

/// The routers that Traefik has, against those that it is predicted to have. Returns how many are alike.
pub(super) fn compare(
    predicted: &[&Router],
    resources: &Resources,
    running: &Running,
    provider: Provider,
    found: &mut Vec<Difference>,
) -> usize {
    let theirs: HashMap<&str, &RunningRouter> =
        running.routers.iter().map(|router| (router.name.as_str(), router)).collect();
    // Of several rules that get one name, Traefik keeps one.
    let kept: HashSet<String> = predicted
        .iter()
        .filter(|router| router.status != Status::Absent)
        .map(|router| provider.name_of(router))
        .collect();
    let mut alike = 0;
    for router in predicted {
        let name = provider.name_of(router);
        let before = found.len();
        match theirs.get(name.as_str()) {
            None if router.status == Status::Absent => {}
            None => found.push(missing(router)),
            Some(_) if router.status == Status::Absent && kept.contains(&name) => {}
            Some(theirs) if router.status.name() == theirs.status => fields(router, theirs, provider, found),
            Some(theirs) => found.push(status(router, theirs, resources, provider)),
        }
        alike += usize::from(found.len() == before);
    }
    let names: HashSet<String> = predicted.iter().map(|router| provider.name_of(router)).collect();
    let shared: BTreeSet<&str> = predicted.iter().flat_map(|router| &router.using).map(SmolStr::as_str).collect();
    let others = running.routers.iter().filter(|one| !names.contains(&one.name) && !is_internal(one));
    found.extend(others.filter_map(|one| other(one, provider, &shared)));
    alike
}

fn difference(router: &Router, field: &'static str) -> Difference {
    Difference {
        topic: Topic::Router,
        name: router.object.to_string(),
        rule: Some(router.rule.to_string()),
        field,
        predicted: None,
        running: None,
        cause: Cause::Unexplained,
        message: String::new(),
    }
}

fn missing(router: &Router) -> Difference {
    let message = "Traefik does not have this router: the state is not applied, or Traefik does not watch its namespace or \
                   its ingress class";
    Difference {
        predicted: Some(router.status.to_string()),
        cause: Cause::NotApplied,
        message: message.to_owned(),
        ..difference(router, "status")
    }
}

/// All that differs of a router that has the same status in both.
fn fields(router: &Router, theirs: &RunningRouter, provider: Provider, found: &mut Vec<Difference>) {
    let mut differs = |field: &'static str, [predicted, running]: [String; 2], cause: Cause| {
        if predicted != running {
            let message = format!("predicted {predicted}, is {running}");
            found.push(Difference {
                predicted: Some(predicted),
                running: Some(running),
                cause,
                message,
                ..difference(router, field)
            });
        }
    };
    let rules = [router.rule.to_string(), theirs.rule.clone()];
    let modes = [tls(router).to_owned(), running_tls(theirs).to_owned()];
    let predicted = router.middlewares.iter().map(|name| provider.qualified(&qualified(name)));
    let middlewares = [listed(predicted), listed(theirs.middlewares.iter().map(|name| provider.written(name)))];
    let named = [names_of(&router.entry_points), names_of(&theirs.entry_points)];
    let is_written_alike =
        [&rules, &modes, &middlewares, &named].iter().all(|[predicted, running]| predicted == running);
    // What Traefik reports of what is written is the model's to know.
    let cause = if is_written_alike { Cause::Unexplained } else { Cause::NotApplied };
    let errors: Vec<String> = router.errors().iter().map(|error| provider.said(error)).collect();
    differs("error", [errors.join("; "), theirs.error.join("; ")], cause);
    differs("rule", rules, Cause::NotApplied);
    differs("tls", modes, Cause::NotApplied);
    if router.status == Status::Disabled {
        return;
    }
    differs("priority", [router.priority.to_string(), theirs.priority.to_string()], Cause::NotApplied);
    differs("entryPoints", [names_of(&router.using), names_of(&theirs.using)], Cause::NotApplied);
    differs("middlewares", middlewares, Cause::NotApplied);
}

fn status(router: &Router, theirs: &RunningRouter, resources: &Resources, provider: Provider) -> Difference {
    let cause = match router.status {
        Status::Enabled | Status::Warning => causes::of_disabled(router, &theirs.error, resources, provider),
        Status::Disabled | Status::Absent => causes::of_served(router),
    };
    let because = if theirs.error.is_empty() { String::new() } else { format!(": {}", theirs.error.join("; ")) };
    let predicted: Vec<String> = router.faults.iter().map(ToString::to_string).collect();
    let although = if predicted.is_empty() { String::new() } else { format!(" ({})", predicted.join("; ")) };
    Difference {
        predicted: Some(router.status.to_string()),
        running: Some(theirs.status.clone()),
        cause,
        message: format!("predicted {}{although}, is {}{because}", router.status, theirs.status),
        ..difference(router, "status")
    }
}

/// A router that the state does not have, if it stands on an entry point of the state's routers.
fn other(theirs: &RunningRouter, provider: Provider, shared: &BTreeSet<&str>) -> Option<Difference> {
    let on: Vec<&str> = theirs.using.iter().map(String::as_str).filter(|name| shared.contains(name)).collect();
    if on.is_empty() {
        return None;
    }
    let (cause, whose) = if provider.owns(&theirs.name) {
        (Cause::NotInState, "the state does not have it")
    } else {
        (Cause::OtherProvider, "another provider has it")
    };
    Some(Difference {
        topic: Topic::Router,
        name: theirs.name.clone(),
        rule: Some(theirs.rule.clone()),
        field: "status",
        predicted: None,
        running: Some(theirs.status.clone()),
        cause,
        message: format!("on {}, and {whose}: it may take connections from the state's routers", on.join(", ")),
    })
}

/// The full name of a middleware that is known as `namespace/name`.
fn qualified(shown: &str) -> String {
    match shown.split_once('/') {
        Some((namespace, name)) => names::known_as(ObjectRef { namespace, name }),
        None => shown.to_owned(),
    }
}

fn tls(router: &Router) -> &'static str {
    match router.tls_mode {
        TlsMode::None => "none",
        TlsMode::Passthrough => "passthrough",
        TlsMode::Terminate => "terminate",
    }
}

fn running_tls(router: &RunningRouter) -> &'static str {
    match &router.tls {
        None => "none",
        Some(tls) if tls.passthrough => "passthrough",
        Some(_) => "terminate",
    }
}

/// In one order, each once.
fn names_of<T: AsRef<str>>(names: &[T]) -> String {
    listed(names.iter().map(AsRef::as_ref).collect::<BTreeSet<&str>>())
}

fn listed<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
    if items.is_empty() { "none".to_owned() } else { items.join(", ") }
}
