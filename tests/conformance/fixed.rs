//! The fixed cases: tcpgen, Traefik and what was observed of it agree.

use std::collections::BTreeSet;

use tcpgen::routing::{Router, Status};

use crate::cases::{Case, Provider, read};
use crate::rig::{Attempt, Rig, State, predicted};
use crate::support::{EntryPoint, StaticConfig};

/// How often a state is served again until chance has shown all that it can.
const MOST_TRIES: usize = 100;

/// Tries all cases of a file with both providers, and tells of all that fail.
fn run(file: &str) {
    let cases = read(file);
    let mut failures = Vec::new();
    for provider in [Provider::File, Provider::Kubernetes] {
        let rig = match provider {
            Provider::Kubernetes => Rig::with_kubernetes(),
            _ => Rig::with_files(),
        };
        for case in cases.iter().filter(|case| case.provider.covers(provider)) {
            let before = failures.len();
            if case.default_entry_points.is_empty() {
                judge(&rig, case, &mut failures);
            } else {
                judge(&Rig::with_files_and(&with_defaults(case)), case, &mut failures);
            }
            for failure in &mut failures[before..] {
                *failure = format!("{file}, {}, {provider:?}: {failure}", case.name);
            }
        }
    }
    assert!(failures.is_empty(), "{} disagreements:\n\n{}", failures.len(), failures.join("\n\n"));
}

fn with_defaults(case: &Case) -> StaticConfig {
    ["a", "b", "c"].into_iter().fold(StaticConfig::new(), |config, name| {
        let entry_point = EntryPoint::new(name);
        let is_default = case.default_entry_points.iter().any(|default| default == name);
        config.entry_point(if is_default { entry_point.default_one() } else { entry_point })
    })
}

fn judge(rig: &Rig, case: &Case, failures: &mut Vec<String>) {
    let state = State::with(&case.state, |environment| {
        for entry_point in &mut environment.entry_points {
            entry_point.as_default = case.default_entry_points.iter().any(|name| *name == entry_point.name);
        }
    });
    if !state.errors.is_empty() && !case.may_be_refused {
        failures.push(format!("tcpgen refuses the state: {:?}", state.errors));
        return;
    }
    rig.serve(&state);
    failures.extend(rig.judge_statuses(&state).map(|disagreement| disagreement.report(&state)));
    failures.extend(case.routers.iter().filter_map(|observed| unlike_router(&state, observed)));
    let connections: Vec<Connection> = case.connections.iter().map(|text| Connection::parse(text)).collect();
    for connection in &connections {
        match rig.judge(&state, &connection.attempt) {
            Err(disagreement) => failures.push(disagreement.report(&state)),
            Ok(seen) => failures.extend(connection.unlike(&state, seen)),
        }
    }
    if case.chance {
        failures.extend(unseen(rig, &state, &connections));
    }
}

/// A connection of a case.
struct Connection {
    attempt: Attempt,
    /// What was observed; empty where nothing was.
    observed: BTreeSet<String>,
}

impl Connection {
    fn parse(text: &str) -> Self {
        let (attempt, observed) = text.split_once(" -> ").unwrap_or((text, ""));
        let observed = observed.split(" | ").filter(|word| !word.is_empty()).map(str::to_owned);
        Self { attempt: Attempt::parse(attempt), observed: observed.collect() }
    }

    /// How tcpgen and Traefik, who agree, differ from what was observed.
    fn unlike(&self, state: &State, seen: Option<String>) -> Option<String> {
        let predicted = predicted(state, &self.attempt);
        let unlike = !self.observed.is_empty() && predicted != self.observed;
        let Self { attempt, observed } = self;
        unlike
            .then(|| format!("`{attempt}`: {observed:?} was observed, tcpgen says {predicted:?}, Traefik did {seen:?}"))
    }
}

/// What is possible by the observation, and did not happen however often the state was served again.
fn unseen(rig: &Rig, state: &State, connections: &[Connection]) -> Vec<String> {
    let mut missing: Vec<(&Attempt, BTreeSet<String>)> =
        connections.iter().map(|connection| (&connection.attempt, connection.observed.clone())).collect();
    for _ in 0..MOST_TRIES {
        for (attempt, missing) in &mut missing {
            if let Ok(Some(seen)) = rig.judge(state, attempt) {
                missing.remove(&seen);
            }
        }
        missing.retain(|(_, missing)| !missing.is_empty());
        if missing.is_empty() {
            break;
        }
        rig.serve(state);
    }
    missing.iter().map(|(attempt, missing)| format!("`{attempt}`: {missing:?} never happened")).collect()
}

/// How a router, of which tcpgen and Traefik agree, differs from what was observed.
fn unlike_router(state: &State, observed: &str) -> Option<String> {
    let (name, what) = observed.split_once(": ").expect("a router's name stands before what becomes of it");
    let found = state.table.routers().iter().find(|router| router.object.name == name);
    let router = found.unwrap_or_else(|| panic!("no router of route {name}"));
    let (status, more) = what.split_once(", ").unwrap_or((what, ""));
    let is_like = router.status.name() == status && is_like(router, more);
    let told = format!("{}, {}, {:?}", router.status, router.priority, router.errors());
    (!is_like).then(|| format!("router {observed} was observed, and it is {told}"))
}

fn is_like(router: &Router, more: &str) -> bool {
    let errors = router.errors().join("; ");
    if router.status == Status::Enabled {
        return more.is_empty() || more == router.priority.to_string();
    }
    match more {
        "E" => errors == format!("invalid rule: \"{}\" , has HostSNI matcher, but no TLS on router", router.rule),
        more => errors.contains(more),
    }
}

macro_rules! files {
    ($($test:ident: $file:literal;)*) => { $(
        #[test]
        fn $test() {
            run($file);
        }
    )* };
}

files! {
    plain_routers: "01-plain-routers.toml";
    addresses: "02-addresses.toml";
    rule_syntax: "03-rule-syntax.toml";
    server_names: "04-server-names.toml";
    alpn: "05-alpn.toml";
    priorities: "06-priorities.toml";
    tls_and_plain: "07-tls-and-plain.toml";
    router_errors: "08-router-errors.toml";
    postgres: "09-postgres.toml";
    middlewares: "10-middlewares.toml";
    services: "11-services.toml";
    tls_options: "12-tls-options.toml";
}
