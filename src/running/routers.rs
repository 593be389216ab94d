use std::collections::{BTreeSet, HashMap, HashSet};

use smol_str::SmolStr;

use super::provider::{Provider, is_internal};
use super::{Cause, Difference, Running, RunningRouter, Topic};
use crate::resource::ObjectRef;
use crate::routing::{Fault, Router, Status, names};
use crate::rule::TlsMode;

/// The routers that Traefik has, against those that it is predicted to have. Returns how many are alike.
pub(super) fn compare(
    predicted: &[&Router],
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
            Some(theirs) => fields(router, theirs, provider, found),
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

/// All that differs of a router that both have.
fn fields(router: &Router, theirs: &RunningRouter, provider: Provider, found: &mut Vec<Difference>) {
    let mut differs = |field: &'static str, predicted: String, running: String| {
        // Of what is written, another form is in force; what Traefik says of it is the model's to know.
        let cause = if field == "error" { Cause::Unexplained } else { Cause::NotApplied };
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
    if router.status.name() != theirs.status {
        found.push(status(router, theirs));
        return;
    }
    let errors: Vec<String> = router.errors().iter().map(|error| provider.said(error)).collect();
    differs("error", errors.join("; "), theirs.error.join("; "));
    differs("rule", router.rule.to_string(), theirs.rule.clone());
    differs("tls", tls(router).to_owned(), running_tls(theirs).to_owned());
    if router.status == Status::Disabled {
        return;
    }
    differs("priority", router.priority.to_string(), theirs.priority.to_string());
    let predicted: BTreeSet<&str> = router.using.iter().map(SmolStr::as_str).collect();
    let running: BTreeSet<&str> = theirs.using.iter().map(String::as_str).collect();
    differs("entryPoints", listed(predicted), listed(running));
    let predicted = router.middlewares.iter().map(|name| provider.qualified(&qualified(name)));
    let running = theirs.middlewares.iter().map(|name| provider.written(name));
    differs("middlewares", listed(predicted), listed(running));
}

fn status(router: &Router, theirs: &RunningRouter) -> Difference {
    let cause = match router.status {
        Status::Enabled | Status::Warning => cause(router, &theirs.error),
        Status::Disabled | Status::Absent => cured(router),
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

/// Why Traefik disables a router that the model takes to serve, by the words of Traefik's errors.
fn cause(router: &Router, errors: &[String]) -> Cause {
    let says = |words: &str| errors.iter().any(|error| error.contains(words));
    if says("the service \"") && says("does not exist") {
        Cause::MissingService
    } else if says("entryPoint \"") || says("no valid entryPoint") {
        Cause::StaticConfiguration
    } else if says("middleware \"") || says("unknown TLS options") || says("no transport configuration") {
        // The state has it, or names it as one that exists elsewhere.
        if router.references.middlewares.is_empty() { Cause::MissingObject } else { Cause::NotApplied }
    } else {
        Cause::Unexplained
    }
}

/// Why a router serves that the model takes to be disabled: something that the state does not have is there.
fn cured(router: &Router) -> Cause {
    let is_there = |fault: &Fault| {
        matches!(
            fault,
            Fault::MissingMiddleware { .. }
                | Fault::MissingService { .. }
                | Fault::MissingServersTransport { .. }
                | Fault::UnknownTlsOptions { .. }
        )
    };
    let is_static = |fault: &Fault| matches!(fault, Fault::UnknownEntryPoint { .. } | Fault::NoEntryPoint);
    if router.faults.iter().any(is_there) {
        Cause::NotInState
    } else if router.faults.iter().any(is_static) {
        Cause::StaticConfiguration
    } else {
        Cause::Unexplained
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

fn listed<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
    if items.is_empty() { "none".to_owned() } else { items.join(", ") }
}
