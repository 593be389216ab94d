//! Credentials: token files, plugins, certificates.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use tcpgen::cluster::{Cluster, ClusterOptions};
use tcpgen::store::Store;

use crate::cluster::kubeconfig::{kubeconfig, list};
use crate::cluster::place::{Hasty, Place};
use crate::support::certificate::Certificate;
use crate::support::front::Front;

fn fronted() -> (Place, Front) {
    let place = Place::own();
    let front = Front::plain(&place.kube().endpoint());
    (place, front)
}

fn server(front: &Front) -> serde_json::Value {
    json!({ "server": format!("http://{}", front.address()) })
}

/// A credential plugin beside the kubeconfig.
fn plugin(place: &Place, script: &str) {
    let path = place.file("plugin");
    fs::write(&path, format!("#!/bin/sh\ncd \"$(dirname \"$0\")\"\n{script}")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// What the plugin writes for a token.
fn credential(token: &str) -> String {
    format!(
        r#"echo '{{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{{"token":"'{token}'"}}}}'"#
    )
}

fn exec(mode: &str) -> serde_json::Value {
    let (api, command) = ("client.authentication.k8s.io/v1", "./plugin");
    json!({ "exec": { "apiVersion": api, "command": command, "interactiveMode": mode, "provideClusterInfo": true } })
}

#[test]
fn what_surrounds_the_token_in_its_file_is_cut_off() {
    let (place, front) = fronted();
    fs::write(place.file("token"), "from-a-file\n").unwrap();
    // Relative to the kubeconfig.
    let path = kubeconfig(&place, server(&front), json!({ "tokenFile": "token" }));
    list(&place, &[("KUBECONFIG", path.to_str().unwrap())]).exits(0);
    let path = kubeconfig(&place, server(&front), json!({ "tokenFile": "token", "token": "old" }));
    list(&place, &[("KUBECONFIG", path.to_str().unwrap())]).exits(0);
    assert_eq!(front.values("authorization"), ["Bearer from-a-file"]);
    let path = kubeconfig(&place, server(&front), json!({ "tokenFile": "gone" }));
    let ran = list(&place, &[("KUBECONFIG", path.to_str().unwrap())]).exits(2);
    ran.tells("there are no credentials for the cluster: cannot read the token file").tells("kubectl auth whoami");
}

#[test]
fn a_token_that_is_renewed_in_its_file_is_shown_at_once() {
    let (place, front) = fronted();
    let path = kubeconfig(&place, server(&front), json!({ "tokenFile": "token" }));
    fs::write(place.file("token"), "one\n").unwrap();
    let cluster = Cluster::connect(ClusterOptions { kubeconfig: Some(path), ..place.options() }).unwrap();
    cluster.list().unwrap();
    fs::write(place.file("token"), "two\n").unwrap();
    cluster.list().unwrap();
    assert_eq!(front.values("authorization"), ["Bearer one", "Bearer two"]);
}

#[test]
fn a_plugin_gives_the_token_and_no_input_is_taken_from_us() {
    let (place, front) = fronted();
    let token = credential(
        "\"$(cat | wc -c | tr -d ' ')-$(echo \"$KUBERNETES_EXEC_INFO\" | grep -c '\"interactive\":false')\"",
    );
    plugin(&place, &format!("echo >> ran\n{token}"));
    for mode in ["IfAvailable", "Never"] {
        let path = kubeconfig(&place, server(&front), exec(mode));
        list(&place, &[("KUBECONFIG", path.to_str().unwrap())]).exits(0);
    }
    assert_eq!(front.values("authorization"), ["Bearer 0-1"], "no byte to read, and it was told so");
    assert_eq!(fs::read_to_string(place.file("ran")).unwrap(), "\n\n", "once for each");
    let path = kubeconfig(&place, server(&front), exec("Always"));
    let ran = list(&place, &[("KUBECONFIG", path.to_str().unwrap())]).exits(2);
    ran.tells("standard input is not a terminal");
}

#[test]
fn a_plugin_that_fails_is_told_of_in_its_last_words() {
    let (place, front) = fronted();
    plugin(&place, "echo token=secret; echo first >&2; printf 'please \\033[1mlog in\\n' >&2; exit 3\n");
    let path = kubeconfig(&place, server(&front), exec("Never"));
    let ran = list(&place, &[("KUBECONFIG", path.to_str().unwrap())]).exits(2);
    let ran = ran.tells("the credential plugin failed (exit status: 3): please").tells("log in");
    assert!(!ran.err.contains("secret") && !ran.err.contains('\u{1b}'), "{ran:?}");
    fs::remove_file(place.file("plugin")).unwrap();
    let ran = list(&place, &[("KUBECONFIG", path.to_str().unwrap())]).exits(2);
    ran.tells("there are no credentials for the cluster");
}

#[test]
fn a_plugin_that_hangs_is_not_waited_for() {
    let (place, front) = fronted();
    plugin(&place, "mkfifo pipe && cat pipe\n");
    let kubeconfig = Some(kubeconfig(&place, server(&front), exec("IfAvailable")));
    let options = ClusterOptions { kubeconfig, timeout: Duration::from_secs(1), ..place.options() };
    let error = Cluster::connect(options).err().unwrap();
    assert_eq!(error.code(), "no-credentials", "{error}");
    // Ends the plugin: it reads to the end of the pipe.
    drop(fs::OpenOptions::new().write(true).open(place.file("pipe")).unwrap());
}

#[test]
fn a_token_that_is_no_longer_taken_is_asked_for_again() {
    let (place, front) = fronted();
    plugin(&place, &credential("\"$(cat current)\""));
    let path = kubeconfig(&place, server(&front), exec("Never"));
    let renew = |token: &str| {
        fs::write(place.file("current"), token).unwrap();
        front.only(token);
    };
    renew("one");
    let cluster = Cluster::connect(ClusterOptions { kubeconfig: Some(path), ..place.options() }).unwrap();
    cluster.list().unwrap();
    renew("two");
    cluster.list().unwrap();
    assert_eq!(front.values("authorization"), ["Bearer one", "Bearer two"]);
    // One that is refused all the same is refused.
    front.only("three");
    assert_eq!(cluster.list().unwrap_err().code, "unauthorized");
}

#[test]
fn a_certificate_comes_from_the_kubeconfig_or_a_plugin() {
    let place = Place::own();
    let client = Certificate::for_names(&["client.test"]);
    let front = Front::mutual(&place.kube().endpoint(), &client);
    let authority = BASE64_STANDARD.encode(front.ca());
    let server = format!("https://localhost:{}", front.address().port());
    let cluster = json!({ "server": server, "certificate-authority-data": authority });
    let (certificate, key) = (BASE64_STANDARD.encode(client.pem()), BASE64_STANDARD.encode(client.key_pem()));
    let user = json!({ "client-certificate-data": certificate, "client-key-data": key });
    let path = kubeconfig(&place, cluster.clone(), user);
    list(&place, &[("KUBECONFIG", path.to_str().unwrap())]).exits(0);

    let status = json!({ "clientCertificateData": client.pem(), "clientKeyData": client.key_pem() });
    let kind = json!({ "apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": status });
    fs::write(place.file("credential"), kind.to_string()).unwrap();
    plugin(&place, "cat credential\n");
    let path = kubeconfig(&place, cluster.clone(), exec("Never"));
    list(&place, &[("KUBECONFIG", path.to_str().unwrap())]).exits(0);

    let path = kubeconfig(&place, cluster, json!({}));
    let options = ClusterOptions { kubeconfig: Some(path), ..place.options() };
    let error = Cluster::connect(options).unwrap().with_clock(Hasty::default()).list().unwrap_err();
    assert_eq!(error.code, "no-credentials", "the server requires a certificate: {error:?}");
}
