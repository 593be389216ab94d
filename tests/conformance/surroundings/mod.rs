//! Random tables in a cluster where Services, EndpointSlices and Secrets are missing, wrong, or as they should be: what tcpgen
//! reads of the cluster, and the real Traefik that watches it, agree on every router and connection.
//!
//! `TCPGEN_SEED`, `TCPGEN_SURROUNDINGS` (the number of tables) and `TCPGEN_CONNECTIONS` (to each) are read from the environment.

mod objects;

use std::collections::BTreeMap;
use std::fmt::Write as _;
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

/// A fact of random tables that does not hold here.
const EMPTY: [&str; 2] = ["[services.\"default/empty\"]", "addresses = []"];
const NAMES: [&str; 9] = ["s1", "s2", "s3", "s4", "s5", "first1", "first2", "first3", "empty"];

/// What became of the Services of a table, with the ports of their servers.
type Fates = BTreeMap<&'static str, (Fate, u16)>;

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
fn table(dice: &mut Dice, fates: &Fates, settings: &str) -> String {
    let table = tables::table(dice).text();
    let mut text = format!("[traefik]\n{settings}\n");
    text += "[tls_options.mutual]\nclient_auth = { secret_names = [\"clients\"] }\n";
    text += "[tls_options.strict]\n";
    text += "client_auth = { secret_names = [\"clients\"], client_auth_type = \"RequireAndVerifyClientCert\" }\n";
    for line in table.lines().filter(|line| !EMPTY.contains(line)) {
        let _ = match line {
            "tls = {}" => {
                let options = dice.pick(&["", "", ", options = \"mutual\"", ", options = \"strict\""]);
                writeln!(text, "tls = {{ secret_name = \"cert\"{options} }}")
            }
            _ if line.starts_with("service") => writeln!(text, "{}", with_ports(dice, line, fates)),
            _ => writeln!(text, "{line}"),
        };
    }
    text
}

/// The services of a line, each with a port that it may have.
fn with_ports(dice: &mut Dice, line: &str, fates: &Fates) -> String {
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
        let _ = write!(text, "name = \"{name}\", port = {port}{native}{behind}");
    }
    text
}

/// Traefiks with the settings that decide what becomes of a Service.
fn all_served(directory: &Path) -> [Served; 4] {
    let external = KubernetesFlags { allow_external_name_services: true, ..KubernetesFlags::default() };
    let empty = KubernetesFlags { allow_empty_services: true, ..external };
    let across = KubernetesFlags { allow_cross_namespace: true, ..external };
    let watching = "allow_external_name_services = true\nallow_cross_namespace = true\nnamespaces = [\"default\"]";
    let open = "allow_external_name_services = true";
    let served = |name, settings, flags, namespaces| Served::new(directory, name, settings, flags, namespaces);
    [
        served("external", open, external, None),
        served("plain", "", KubernetesFlags::default(), None),
        served("empty", "allow_external_name_services = true\nallow_empty_services = true", empty, None),
        served("watching", watching, across, Some(json!(["default"]))),
    ]
}

/// What was met of all tables.
#[derive(Debug, Default)]
struct Met {
    connections: usize,
    outcomes: BTreeMap<&'static str, usize>,
    codes: BTreeMap<&'static str, usize>,
}

impl Served {
    /// Puts a random table and random Services into the cluster; what tcpgen and Traefik disagree on.
    fn judge(&self, dice: &mut Dice, certificate: &Certificate, connections: u64, met: &mut Met) -> Vec<String> {
        let backends = self.rig.backends();
        let fate = |name| (name, (dice.pick(&FATES), backends.address("default", name).port()));
        let fates: Fates = NAMES.map(fate).into();
        let tables = std::iter::repeat_with(|| table(dice, &fates, self.settings));
        // A table may have settings of its own.
        let sound = |text: &String| text.matches("[traefik]").count() == 1 && !State::new(text).crashes_provider();
        let text = tables.into_iter().find(sound).expect("tables do not end");
        let mut around = objects::secrets(dice, certificate);
        for (name, (fate, _)) in &fates {
            around.extend(objects::service("default", name, *fate, backends));
            around.extend(objects::service("ops", name, Fate::Ready, backends));
        }
        self.rig.serve_among(&State::new(&text), around);
        let read = self.read(&text);
        if read.crashes_provider() {
            return Vec::new();
        }
        for code in codes(&read) {
            *met.codes.entry(code).or_default() += 1;
        }
        let mut wrong: Vec<String> = self.rig.judge_statuses(&read).map(|it| it.report(&read)).into_iter().collect();
        for _ in 0..connections {
            let mut attempt: Attempt = connections::connection(dice);
            if let Some(hello) = &mut attempt.connection.tls {
                hello.certificate = Some(false);
            }
            met.connections += 1;
            let outcome = read.table.decide_fast(&attempt.connection).outcome();
            *met.outcomes.entry(outcome.name()).or_default() += 1;
            wrong.extend(self.rig.judge(&read, &attempt).err().map(|found| found.report(&read)));
        }
        if !wrong.is_empty() {
            wrong.push(format!("with {fates:?}"));
        }
        wrong
    }
}

#[test]
fn what_is_around_the_objects_of_a_cluster() {
    let (seed, tables) = (setting("TCPGEN_SEED", SEED), setting("TCPGEN_SURROUNDINGS", TABLES));
    let connections = setting("TCPGEN_CONNECTIONS", CONNECTIONS);
    let directory = TempDir::new().unwrap();
    let served = all_served(directory.path());
    let certificate = Certificate::for_names(&["a.test", "b.test"]);
    let (mut met, mut wrong) = (Met::default(), Vec::new());
    for (number, served) in (0..tables).zip(served.iter().cycle()) {
        let mut dice = Dice::new(seed, number + 700_000);
        wrong.extend(served.judge(&mut dice, &certificate, connections, &mut met));
    }
    println!("seed {seed}: {tables} tables, {met:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let wanted = ["unknown-service", "unknown-service-port", "service-without-endpoints", "unknown-secret"];
    assert!(wanted.iter().all(|code| met.codes.contains_key(code)), "{met:?}");
    assert!([Outcome::Forwarded, Outcome::Closed, Outcome::Http].iter().all(|it| met.outcomes.contains_key(it.name())));
    assert!(tables < TABLES || met.connections > 300, "{met:?}");
}

/// The codes of what the state's diagnostics say of the surroundings.
fn codes(state: &State) -> Vec<&'static str> {
    let compilation = tcpgen::compile(&state.sources, &tcpgen::Options::default());
    let mut codes: Vec<&str> = compilation.diagnostics.iter().map(|found| found.code.name).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
