//! tcpgen as a generator of Kustomize, whose transformers rename objects: whatever names them must follow.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde::Deserialize as _;
use serde_json::Value;
use tempfile::TempDir;

use super::support::project;

/// Objects of every kind that name objects of every kind, in every field that can.
const EVERY_REFERENCE: &str = r#"
namespace = "data"
[traefik]
version = "3.7"
[entry_points]
mqtts = 8883
[middlewares.office]
ip_allow_list = ["192.168.1.0/24"]
[tls_options.modern]
client_auth = { secret_names = ["clients-ca"], client_auth_type = "RequireAndVerifyClientCert" }
[tls_stores.default]
default_certificate = { secret_name = "fallback" }
certificates = [{ secret_name = "more" }]
[servers_transports.patient.tls]
server_name = "mosquitto.internal"
root_cas = [{ secret = "servers-ca" }, { config_map = "public-ca" }]
certificates_secrets = ["client"]
[routes.mqtt]
entry_points = ["mqtts"]
sni = "mqtt.example.com"
tls = { secret_name = "mqtt-cert", options = "modern" }
services = [{ name = "mosquitto", port = 1883, servers_transport = "patient", tls = true }]
middlewares = ["office"]
"#;

const SECRETS: [&str; 6] = ["clients-ca", "fallback", "more", "servers-ca", "client", "mqtt-cert"];

/// A copy of `examples/kustomize`.
fn example() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&project::root().join("examples/kustomize"), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// `kubectl kustomize`, with this build of `tcpgen` on the PATH.
fn kustomize(kubectl: &Path, folder: &Path) -> Output {
    let built = Path::new(env!("CARGO_BIN_EXE_tcpgen")).parent().unwrap().to_owned();
    let path = env::join_paths(std::iter::once(built).chain(env::split_paths(&env::var_os("PATH").unwrap()))).unwrap();
    let mut command = Command::new(kubectl);
    command.args(["kustomize", "--enable-alpha-plugins"]).arg(folder);
    command.env("KUSTOMIZE_PLUGIN_HOME", folder.join("plugins")).env("PATH", path).output().unwrap()
}

fn objects(kubectl: &Path, folder: &Path) -> (PathBuf, Vec<Value>) {
    let ran = kustomize(kubectl, folder);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let file = folder.join("objects.yaml");
    fs::write(&file, &ran.stdout).unwrap();
    let text = String::from_utf8(ran.stdout).unwrap();
    (file, serde_yaml::Deserializer::from_str(&text).map(|document| Value::deserialize(document).unwrap()).collect())
}

/// The codes that `check` reports.
fn found(file: &Path) -> Vec<String> {
    let ran =
        Command::new(env!("CARGO_BIN_EXE_tcpgen")).args(["check", "--format", "json"]).arg(file).output().unwrap();
    let found: Vec<Value> = serde_json::from_slice(&ran.stdout).unwrap();
    found.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

/// A kustomization with everything that objects name, and more lines.
fn everything(more: &str) -> TempDir {
    let folder = example();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("tcpgen.toml"), EVERY_REFERENCE).unwrap();
    let mut named = "apiVersion: v1\nkind: Service\nmetadata: {name: mosquitto, namespace: data}\n".to_owned();
    named += "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: public-ca, namespace: data}\n";
    for secret in SECRETS {
        writeln!(named, "---\napiVersion: v1\nkind: Secret\nmetadata: {{name: {secret}, namespace: data}}").unwrap();
    }
    fs::write(at("named.yaml"), named).unwrap();
    fs::write(at("kustomization.yaml"), format!("generators: [generator.yaml]\nresources: [named.yaml]\n{more}"))
        .unwrap();
    folder
}

/// All texts in an object's spec.
fn texts(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
        Value::Object(map) => map.values().for_each(|item| texts(item, into)),
        _ => {}
    }
}

#[test]
fn the_example_has_new_names_and_nothing_to_report() {
    let Some(kubectl) = project::kubectl() else { return };
    let folder = example();
    let (file, objects) = objects(&kubectl, folder.path());
    let mut kinds: Vec<&str> = objects.iter().map(|object| object["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["IngressRouteTCP", "MiddlewareTCP", "Secret", "ServersTransportTCP", "TLSOption"]);
    for object in &objects {
        assert!(object["metadata"]["name"].as_str().unwrap().starts_with("prod-"), "{object}");
        assert_eq!(object["metadata"]["namespace"], "databases");
    }
    assert_eq!(found(&file), [""; 0]);
}

#[test]
fn every_reference_follows_its_object() {
    let Some(kubectl) = project::kubectl() else { return };
    let folder = everything("namePrefix: prod-\nconfigurations: [name-references.yaml]\n");
    let (file, objects) = objects(&kubectl, folder.path());
    let names: Vec<&str> = objects.iter().filter_map(|object| object["metadata"]["name"].as_str()).collect();
    assert_eq!(names.len(), SECRETS.len() + 7, "{names:?}");
    let mut referred = Vec::new();
    for object in &objects {
        texts(&object["spec"], &mut referred);
    }
    for name in names {
        let old = name.strip_prefix("prod-").unwrap();
        assert!(!referred.iter().any(|text| text == old), "{old} is still referred to: {referred:?}");
        let is_referred = referred.iter().any(|text| text == name);
        // A route is named by nothing, and neither is the store by its old name.
        assert!(is_referred || ["mqtt", "default"].contains(&old), "{name}: {referred:?}");
    }
    // The one name that Traefik itself knows.
    assert_eq!(found(&file), ["tls-store-not-default"]);
}

#[test]
fn without_the_configuration_the_check_finds_the_routes_that_lost_their_guards() {
    let Some(kubectl) = project::kubectl() else { return };
    let folder = everything("namePrefix: prod-\n");
    let (file, _) = objects(&kubectl, folder.path());
    let found = found(&file);
    assert!(found.iter().any(|code| code == "unknown-middleware"), "{found:?}");
}

#[test]
fn a_bad_state_fails_the_build_with_what_is_wrong() {
    let Some(kubectl) = project::kubectl() else { return };
    let folder = example();
    let state = folder.path().join("tcpgen.toml");
    fs::write(&state, fs::read_to_string(&state).unwrap().replace("tls = {", "# tls = {")).unwrap();
    let ran = kustomize(&kubectl, folder.path());
    assert!(!ran.status.success() && ran.stdout.is_empty());
    assert!(
        String::from_utf8_lossy(&ran.stderr).contains("sni-without-tls"),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
}

/// The YAML blocks of the page that describes all of this.
fn blocks() -> Vec<Value> {
    let page = fs::read_to_string(project::root().join("docs/delivery.md")).unwrap();
    let blocks = page.split("\n```yaml\n").skip(1).map(|text| text.split("\n```").next().unwrap());
    blocks.map(|block| serde_yaml::from_str(block).unwrap()).collect()
}

#[test]
fn the_page_shows_what_the_example_has() {
    let read = |name: &str| -> Value {
        let text = fs::read_to_string(project::root().join("examples/kustomize").join(name)).unwrap();
        serde_yaml::from_str(&text).unwrap()
    };
    let [kustomization, generator, ..] = &blocks()[..] else { panic!("the page has lost its blocks") };
    assert_eq!(*generator, read("generator.yaml"));
    for (key, value) in kustomization.as_object().unwrap() {
        assert_eq!(*value, read("kustomization.yaml")[key], "{key}");
    }
}

#[test]
fn the_plugin_of_argo_cd_generates_and_refuses() {
    let plugin = blocks().into_iter().find(|block| block["kind"] == "ConfigManagementPlugin").unwrap();
    let command = plugin["spec"]["generate"]["command"].as_array().unwrap();
    let words: Vec<&str> = command.iter().map(|word| word.as_str().unwrap()).collect();
    assert_eq!(words[0], "tcpgen");
    let folder = example();
    assert!(folder.path().join(plugin["spec"]["discover"]["fileName"].as_str().unwrap()).is_file());
    let generate =
        || Command::new(env!("CARGO_BIN_EXE_tcpgen")).args(&words[1..]).current_dir(folder.path()).output().unwrap();
    assert!(generate().stdout.starts_with(b"apiVersion: "));
    fs::write(folder.path().join("tcpgen.toml"), EVERY_REFERENCE.replace("tls = {", "# tls = {")).unwrap();
    let refused = generate();
    assert!(!refused.status.success() && refused.stdout.is_empty());
}
