//! The examples on a real Traefik that reads their YAML from a Kubernetes API server.

use std::collections::BTreeSet;
use std::fs;
use std::net::IpAddr;
use std::path::PathBuf;

use tcpgen::resource::{Kind, Spec};
use tcpgen::routing::Connection;

use crate::conformance::rig::{Attempt, Rig, State};
use crate::support::{KubernetesFlags, StaticConfig, project};

pub fn examples() -> Vec<PathBuf> {
    let folder = fs::read_dir(project::root().join("examples")).expect("there are examples");
    let files = folder.map(|entry| entry.expect("a folder can be listed").path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|it| it == "toml")).collect();
    files.sort();
    files
}

/// External middlewares of a state, as the somebody who owns them may have made them.
pub fn owned_by_others(state: &State) -> String {
    let external = state.resources.objects().iter().filter(|object| object.external);
    let middlewares = external.filter(|object| object.kind() == Kind::MiddlewareTcp).map(|object| {
        format!(
            "apiVersion: traefik.io/v1alpha1\nkind: MiddlewareTCP\nmetadata: {{ name: {}, namespace: {} }}\nspec: {{ inFlightConn: {{ amount: 1000 }} }}\n---\n",
            object.metadata.name.as_str(),
            object.metadata.namespace.as_str()
        )
    });
    middlewares.collect()
}

/// Server names and client addresses that the state's rules speak of, and others.
pub fn attempts(state: &State) -> Vec<Attempt> {
    let mut words: BTreeSet<String> = BTreeSet::new();
    for object in state.resources.objects() {
        match &object.spec {
            Spec::IngressRouteTcp(ingress) => {
                let rules = ingress.routes.iter().flat_map(|route| route.match_text.text.split('`'));
                words.extend(rules.map(str::to_owned));
            }
            Spec::MiddlewareTcp(middleware) => {
                let ranges = middleware.ip_allow_list.iter().flat_map(|list| &list.source_range.value);
                words.extend(ranges.map(|range| range.split('/').next().unwrap_or_default().to_owned()));
            }
            _ => {}
        }
    }
    let mut addresses: Vec<IpAddr> = words.iter().filter_map(|word| word.parse().ok()).collect();
    addresses.extend(["203.0.113.9", "2001:db8::9"].map(|address| address.parse::<IpAddr>().expect("an address")));
    let is_name =
        |word: &&String| word.contains('.') && word.chars().all(|it| it.is_ascii_lowercase() || ".-".contains(it));
    let mut names: Vec<&str> = words.iter().filter(is_name).map(String::as_str).collect();
    names.push("unknown.example");
    let mut attempts = Vec::new();
    for entry_point in state.environment.entry_points.iter().map(|entry_point| entry_point.name.as_str()) {
        for address in &addresses {
            let plain = Connection::plain(entry_point, *address);
            let mut connections =
                vec![plain.clone(), plain.with_postgres(), Connection::tls_without_sni(entry_point, *address)];
            for name in &names {
                let tls = Connection::tls(entry_point, *address, *name);
                connections.extend([tls.clone().with_alpn(["h2"]), tls.clone().with_postgres(), tls]);
            }
            attempts.extend(connections.into_iter().map(Attempt::of));
        }
    }
    attempts
}

/// A Traefik that has the entry points of an example.
pub fn rig(state: &State, config: StaticConfig) -> Rig {
    let names = state.environment.entry_points.iter().map(|entry_point| entry_point.name.as_str());
    let config = names.fold(config, |config, name| config.entry_point(Rig::entry_point(name)));
    let allow_cross_namespace = state.environment.allow_cross_namespace;
    Rig::with_kubernetes(&config, KubernetesFlags { allow_cross_namespace, ..KubernetesFlags::default() })
}

#[test]
fn routers_and_connections_of_the_examples_are_as_predicted() {
    let examples = examples();
    assert!(examples.len() >= 10, "there are only {} examples", examples.len());
    let mut failures = Vec::new();
    let mut count = 0;
    for path in examples {
        let text = fs::read_to_string(&path).expect("an example can be read");
        let state = State::new(&text);
        assert_eq!(state.errors, [""; 0], "{}", path.display());
        let rig = rig(&state, StaticConfig::new().quiet());
        rig.serve_with(&state, &owned_by_others(&state));
        let attempts = attempts(&state);
        count += attempts.len();
        let judged = attempts.iter().filter_map(|attempt| rig.judge(&state, attempt).err());
        let disagreements = rig.judge_statuses(&state).into_iter().chain(judged);
        failures.extend(disagreements.map(|it| format!("{}: {it}", path.display())));
    }
    println!("{count} connections");
    assert!(failures.is_empty(), "{} disagreements:\n\n{}", failures.len(), failures.join("\n"));
}
