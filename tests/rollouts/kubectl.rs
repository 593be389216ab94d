//! The order in which the real kubectl goes through what tcpgen writes. `--local` asks no cluster; the order is that of
//! every kubectl command that takes `-f`.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use fastrand::Rng;
use tempfile::TempDir;

use super::state::objects;
use super::ways::Way;
use crate::support::project::kubectl;

/// Names that sort against the order of the kinds; routes stand before what they refer to.
const STATE: &str = r#"
[routes.a]
entry_points = ["db"]
sni = "a.test"
tls = { secret_name = "cert", options = "y" }
service = { name = "s", port = 1, servers_transport = "z" }
middlewares = ["x", "b"]
[routes."a-namespace/a"]
entry_points = ["db"]
service = "s:1"
[middlewares.x]
in_flight_conn = 1
[tls_options.y]
min_version = "VersionTLS13"
[middlewares.b]
in_flight_conn = 1
[tls_stores.default]
default_certificate = "cert"
[servers_transports.z]
dial_timeout = "5s"
"#;

fn tcpgen(folder: &Path, arguments: &str) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tcpgen"));
    let output = command.args(arguments.split(' ')).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// `KIND/NAME` of each object, in kubectl's order.
fn order(kubectl: &Path, folder: &Path, file: &str, stdin: &[u8]) -> Vec<String> {
    let mut child = Command::new(kubectl)
        .args(["label", "--local", "-f", file, "seen=yes", "-o", "name"])
        .current_dir(folder)
        .env("KUBECONFIG", "/dev/null")
        .env("HOME", folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(stdin).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|line| line.replace(".traefik.io/", "/")).collect()
}

fn of_model(way: Way) -> Vec<String> {
    let (old, new) = (objects(""), objects(STATE));
    let changes = way.changes(&old, &new, &mut Rng::with_seed(0));
    let name = |id: &tcpgen::difference::ObjectId| format!("{}/{}", id.kind.name().to_lowercase(), id.name);
    changes.iter().map(|change| name(&change.step.object)).collect()
}

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("tcpgen.toml"), format!("[entry_points]\ndb = 5432\n{STATE}")).unwrap();
    folder
}

#[test]
fn kubectl_goes_through_a_folder_as_the_rehearsal_does() {
    let Some(kubectl) = kubectl() else { return };
    for format in ["yaml", "json"] {
        let folder = folder();
        tcpgen(folder.path(), &format!("build --format {format} -o manifests/"));
        let found = order(&kubectl, folder.path(), "manifests/", b"");
        assert_eq!(found, of_model(Way::Folder), "{format}");
        let routes = found.iter().position(|name| name.starts_with("ingressroutetcp/")).unwrap();
        assert_eq!(routes, found.len() - 2, "{format}: both routes behind everything else");
    }
}

#[test]
fn kubectl_goes_through_a_stream_and_a_list_as_the_rehearsal_does() {
    let Some(kubectl) = kubectl() else { return };
    let folder = folder();
    for arguments in ["build", "build --format json"] {
        let stream = tcpgen(folder.path(), arguments);
        assert_eq!(order(&kubectl, folder.path(), "-", &stream), of_model(Way::Stream), "{arguments}");
    }
    tcpgen(folder.path(), "build --format json -o all.json");
    assert_eq!(order(&kubectl, folder.path(), "all.json", b""), of_model(Way::Stream));
}
