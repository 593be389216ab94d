//! The fixed cases: tcpgen, Traefik and what was observed of it agree.

use std::collections::BTreeSet;

use tcpgen::routing::{ObjectName, Router, Status};

use crate::conformance::cases::{Case, Provider, read};
use crate::conformance::rig::{Attempt, Rig, State, predicted};
use crate::support::{KubernetesFlags, StaticConfig};

/// How often a state is served again until chance has shown all that it can.
const MOST_TRIES: usize = 100;

/// The ingress class of cases that have one.
const INGRESS_CLASS: &str = "internal";

/// Tries all cases of a file with both providers, and tells of all that fail.
fn run(file: &str) {
    let cases = read(file);
    let mut failures = Vec::new();
    let mut rigs: Vec<(Setting, Rig)> = Vec::new();
    for case in &cases {
        let state = state(case);
        for provider in [Provider::File, Provider::Kubernetes] {
            if !case.provider.covers(provider) {
                continue;
            }
            let setting = Setting::new(provider, case, &state);
            let known = rigs.iter().position(|(other, _)| *other == setting).unwrap_or_else(|| {
                let rig = setting.rig();
                rigs.push((setting, rig));
                rigs.len() - 1
            });
            let before = failures.len();
            judge(&rigs[known].1, case, &state, &mut failures);
            for failure in &mut failures[before..] {
                *failure = format!("{file}, {}, {provider:?}: {failure}", case.name);
            }
        }
    }
    assert!(failures.is_empty(), "{} disagreements:\n\n{}", failures.len(), failures.join("\n\n"));
}

/// What a Traefik has to be started with.
#[derive(PartialEq, Eq)]
struct Setting {
    provider: Provider,
    default_entry_points: Vec<String>,
    allow_cross_namespace: bool,
    ingress_class: Option<&'static str>,
}

impl Setting {
    fn new(provider: Provider, case: &Case, state: &State) -> Self {
        let flags = provider == Provider::Kubernetes;
        let class = state.environment.ingress_class.as_deref();
        assert!(class.is_none_or(|class| class == INGRESS_CLASS), "the ingress class of tests is {INGRESS_CLASS}");
        Self {
            provider,
            default_entry_points: case.default_entry_points.clone(),
            allow_cross_namespace: flags && state.environment.allow_cross_namespace,
            ingress_class: class.filter(|_| flags).map(|_| INGRESS_CLASS),
        }
    }

    fn rig(&self) -> Rig {
        let config = ["a", "b", "c"].into_iter().fold(StaticConfig::new(), |config, name| {
            let entry_point = Rig::entry_point(name);
            let is_default = self.default_entry_points.iter().any(|default| default == name);
            config.entry_point(if is_default { entry_point.default_one() } else { entry_point })
        });
        match self.provider {
            Provider::Kubernetes => {
                let Self { allow_cross_namespace, ingress_class, .. } = *self;
                let flags = KubernetesFlags { allow_cross_namespace, ingress_class, ..KubernetesFlags::default() };
                Rig::with_kubernetes(&config, flags)
            }
            _ => Rig::with_files(&config),
        }
    }
}

fn state(case: &Case) -> State {
    State::with(&case.state, |environment| {
        for entry_point in &mut environment.entry_points {
            entry_point.as_default = case.default_entry_points.iter().any(|name| *name == entry_point.name);
        }
    })
}

fn judge(rig: &Rig, case: &Case, state: &State, failures: &mut Vec<String>) {
    if !state.errors.is_empty() && !case.may_be_refused {
        failures.push(format!("tcpgen refuses the state: {:?}", state.errors));
        return;
    }
    rig.serve_with(state, &case.others);
    failures.extend(rig.judge_statuses(state).map(|disagreement| disagreement.report(state)));
    failures.extend(case.routers.iter().filter_map(|observed| unlike_router(state, observed)));
    let connections: Vec<Connection> = case.connections.iter().map(|text| Connection::parse(text)).collect();
    for connection in &connections {
        match rig.judge(state, &connection.attempt) {
            Err(disagreement) => failures.push(disagreement.report(state)),
            Ok(seen) => failures.extend(connection.unlike(state, seen.as_deref())),
        }
    }
    if case.chance {
        failures.extend(unseen(rig, state, &connections));
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
    fn unlike(&self, state: &State, seen: Option<&str>) -> Option<String> {
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
    let (object, index) = name.split_once('#').unwrap_or((name, "0"));
    let (namespace, object) = object.split_once('/').unwrap_or(("default", object));
    let found = state
        .table
        .routers()
        .iter()
        .find(|router| router.object == ObjectName::new(namespace, object) && router.index.to_string() == index);
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
    kubernetes: "13-kubernetes.toml";
}
