//! Random tables in a cluster where Services, EndpointSlices and Secrets are missing, wrong, or as they should be: what tcpgen
//! reads of the cluster, and the real Traefik that watches it, agree on every router and connection.
//!
//! `TCPGEN_SEED`, `TCPGEN_SURROUNDINGS` (the number of tables) and `TCPGEN_CONNECTIONS` (to each) are read from the environment.

mod objects;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use tcpgen::cluster::{Cluster, ClusterOptions};
use tcpgen::routing::Outcome;
use tcpgen::source::{SourceFile, Sources};
use tcpgen::store::Store as _;
use tempfile::TempDir;

use self::objects::{FATES, Fate};
use super::random::dice::Dice;
use super::random::{connections, setting, tables};
use super::rig::{Attempt, Rig, State};
use crate::support::KubernetesFlags;
use crate::support::certificate::Certificate;

const SEED: u64 = 20_261_130;
const TABLES: u64 = 28;
const CONNECTIONS: u64 = 15;

/// A Traefik with settings of its provider, as it takes them and as a state file specifies them.
struct Served {
    rig: Rig,
    settings: &'static str,
    kubeconfig: std::path::PathBuf,
}

impl Served {
    fn new(
        directory: &Path,
        name: &str,
        settings: &'static str,
        flags: KubernetesFlags,
        namespaces: Option<Value>,
    ) -> Self {
        let config = Rig::static_config();
        let config = match namespaces {
            Some(namespaces) => config.provider_option("namespaces", namespaces),
            None => config,
        };
        let rig = Rig::with_kubernetes_as_it_is(&config, flags);
        let kubeconfig = directory.join(name);
        let cluster = json!([{ "name": "test", "cluster": { "server": rig.kube().endpoint() } }]);
        let text = json!({
            "apiVersion": "v1", "kind": "Config", "current-context": "test", "clusters": cluster,
            "users": [{ "name": "test", "user": { "token": "tester" } }],
            "contexts": [{ "name": "test", "context": { "cluster": "test", "user": "test" } }],
        });
        std::fs::write(&kubeconfig, text.to_string()).unwrap();
        Self { rig, settings, kubeconfig }
    }

    /// What tcpgen reads of the cluster, with the facts of a state file beside it.
    fn read(&self, facts: &str) -> State {
        let options = ClusterOptions { kubeconfig: Some(self.kubeconfig.clone()), ..ClusterOptions::default() };
        let cluster = Cluster::connect(options).unwrap();
        let objects = cluster.list().unwrap();
        // The harness's own are how it knows that Traefik has taken the rest.
        let objects = objects.objects().iter().filter(|object| object.metadata.name.as_str() != "harness-generation");
        let objects: Vec<_> = objects.collect();
        let list = serde_json::to_string(&json!({ "apiVersion": "v1", "kind": "List", "items": objects }));
        let mut sources = Sources::single("cluster.json", list.unwrap());
        sources.add_facts(SourceFile::new("tcpgen.toml", facts));
        let found = cluster.surroundings(objects).unwrap();
        assert!(found.hidden.is_empty());
        sources.add_facts(SourceFile::new("cluster.toml", found.facts));
        State::of_sources(sources, facts)
    }
}

/// A table whose routes name ports and Secrets that may be there.
fn table(dice: &mut Dice, fates: &BTreeMap<&str, (Fate, u16)>, settings: &str) -> String {
    let table = tables::table(dice).text();
    let mut text = format!("[traefik]\n{settings}\n");
    text += "[tls_options.mutual]\nclient_auth = { secret_names = [\"clients\"] }\n";
    text += "[tls_options.strict]\n";
    text += "client_auth = { secret_names = [\"clients\"], client_auth_type = \"RequireAndVerifyClientCert\" }\n";
    for line in table.lines() {
        match line {
            "[services.\"default/empty\"]" | "addresses = []" => continue,
            "tls = {}" => {
                let options = dice.pick(&["", "", ", options = \"mutual\"", ", options = \"strict\""]);
                text += &format!("tls = {{ secret_name = \"cert\"{options} }}\n");
            }
            _ if line.starts_with("service") => text += &with_ports(dice, line, fates),
            _ => text += &format!("{line}\n"),
        }
    }
    text
}

/// The services of a line, each with a port that it may have.
fn with_ports(dice: &mut Dice, line: &str, fates: &BTreeMap<&str, (Fate, u16)>) -> String {
    let mut parts = line.split("name = \"");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('"').unwrap();
        let behind = rest.trim_start_matches(", port = ").trim_start_matches(|it: char| it.is_ascii_digit());
        let (fate, server) = fates[name];
        let port = objects::port(dice, fate, server);
        // The cluster address of the others leads nowhere.
        let native = match fate {
            Fate::Headless if dice.chance(50) => ", native_lb = true",
            Fate::Native if dice.chance(70) => ", native_lb = true",
            _ => "",
        };
        text += &format!("name = \"{name}\", port = {port}{native}{behind}");
    }
    text + "\n"
}

#[test]
fn what_is_around_the_objects_of_a_cluster() {
    let (seed, tables) = (setting("TCPGEN_SEED", SEED), setting("TCPGEN_SURROUNDINGS", TABLES));
    let connections = setting("TCPGEN_CONNECTIONS", CONNECTIONS);
    let directory = TempDir::new().unwrap();
    let external = KubernetesFlags { allow_external_name_services: true, ..KubernetesFlags::default() };
    let empty = KubernetesFlags { allow_empty_services: true, ..external };
    let across = KubernetesFlags { allow_cross_namespace: true, ..external };
    let at = directory.path();
    let served = [
        Served::new(at, "external", "allow_external_name_services = true", external, None),
        Served::new(at, "plain", "", KubernetesFlags::default(), None),
        Served::new(at, "empty", "allow_external_name_services = true\nallow_empty_services = true", empty, None),
        Served::new(
            at,
            "watching",
            "allow_external_name_services = true\nallow_cross_namespace = true\nnamespaces = [\"default\"]",
            across,
            Some(json!(["default"])),
        ),
    ];
    let certificate = Certificate::for_names(&["a.test", "b.test"]);
    let (mut met, mut outcomes) = (0, BTreeMap::<String, usize>::new());
    let (mut told, mut disagreements) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for number in 0..tables {
        let mut dice = Dice::new(seed, number + 700_000);
        let served = &served[usize::try_from(number).unwrap() % served.len()];
        let backends = served.rig.backends();
        let names = ["s1", "s2", "s3", "s4", "s5", "first1", "first2", "first3", "empty"];
        let fates: BTreeMap<&str, (Fate, u16)> =
            names.iter().map(|&name| (name, (dice.pick(&FATES), backends.address("default", name).port()))).collect();
        let text = loop {
            let text = table(&mut dice, &fates, served.settings);
            let is_own = text.matches("[traefik]").count() == 1;
            if is_own && !State::new(&text).crashes_provider() {
                break text;
            }
        };
        let mut around = objects::secrets(&mut dice, &certificate);
        for (name, (fate, _)) in &fates {
            around.extend(objects::service("default", name, *fate, backends));
            around.extend(objects::service("ops", name, Fate::Ready, backends));
        }
        let state = State::new(&text);
        served.rig.serve_among(&state, around);
        let read = served.read(&text);
        if read.crashes_provider() {
            continue;
        }
        for code in codes(&read) {
            *told.entry(code).or_default() += 1;
        }
        let mut wrong: Vec<String> = Vec::new();
        wrong.extend(served.rig.judge_statuses(&read).map(|found| found.report(&read)));
        for _ in 0..connections {
            let mut attempt: Attempt = connections::connection(&mut dice);
            if let Some(hello) = &mut attempt.connection.tls {
                hello.certificate = Some(false);
            }
            met += 1;
            let outcome = read.table.decide_fast(&attempt.connection).outcome();
            *outcomes.entry(outcome.name().to_owned()).or_default() += 1;
            if let Err(found) = served.rig.judge(&read, &attempt) {
                wrong.push(found.report(&read));
            }
        }
        if !wrong.is_empty() {
            disagreements.push(format!("table {number}, {fates:?}:\n{}", wrong.join("\n")));
        }
    }
    println!("seed {seed}: {tables} tables, {met} connections, {outcomes:?}, {told:?}");
    assert!(disagreements.is_empty(), "{} disagree:\n{}", disagreements.len(), disagreements.join("\n\n"));
    let wanted = ["unknown-service", "unknown-service-port", "service-without-endpoints", "unknown-secret"];
    assert!(wanted.iter().all(|code| told.contains_key(code)), "{told:?}");
    assert!([Outcome::Forwarded, Outcome::Closed, Outcome::Http].iter().all(|it| outcomes.contains_key(it.name())));
}

/// The codes of what the state's diagnostics say of the surroundings.
fn codes(state: &State) -> Vec<&'static str> {
    let compilation = tcpgen::compile(&state.sources, &tcpgen::Options::default());
    let mut codes: Vec<&str> = compilation.diagnostics.iter().map(|found| found.code.name).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
