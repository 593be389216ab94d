//! No message carries a secret of a kubeconfig, of a plugin, or of a URL, whatever is wrong with them.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use crate::cluster::command::Ran;
use crate::cluster::kubeconfig::{kubeconfig, list};
use crate::cluster::place::{Place, kubeconfig_of};

const SECRET: &str = "hunter2hunter2";

#[track_caller]
fn keeps(ran: &Ran, what: &str) {
    assert_eq!(ran.code, Some(2), "{what}: {ran:?}");
    // Also as numbers of bytes.
    let bytes = format!("{:?}", SECRET.as_bytes());
    let shown = [SECRET, bytes.trim_matches(['[', ']'])];
    let all = format!("{}{}", ran.out, ran.err);
    assert!(!shown.iter().any(|secret| all.contains(secret)), "{what}: {ran:?}");
    assert!(all.contains("error: "), "{what}: {ran:?}");
}

#[test]
fn a_broken_kubeconfig_shows_none_of_its_lines() {
    let place = Place::own();
    let whole = format!("users:\n- name: u\n  user:\n    token: {SECRET}\n");
    for broken in [
        format!("{whole}   clusters: {{\n"),
        format!("{whole}clusters: 3\n"),
        format!("users:\n- name: u\n  user: {SECRET}\n"),
        format!("users:\n- name: u\n  user:\n    token: [{SECRET}]\n"),
        format!("users:\n- name: u\n  user:\n    token: \"{SECRET}\n"),
        format!("users:\n- name: u\n  user:\n    exec: {{ interactiveMode: {SECRET} }}\n"),
        format!("{whole}\tclusters: []\n"),
        format!("kind: {SECRET}\n---\nkind: Config\n"),
        SECRET.to_owned(),
    ] {
        let path = place.file("broken");
        fs::write(&path, &broken).unwrap();
        let ran = list(&place, &[("KUBECONFIG", path.to_str().unwrap())]);
        keeps(&ran, &broken);
        let both = format!("{}:{}", place.kubeconfig.display(), path.display());
        let ran = list(&place, &[("KUBECONFIG", &both)]);
        if ran.code != Some(0) {
            keeps(&ran, &broken);
        }
    }
}

#[test]
fn values_that_cannot_be_used_are_not_shown() {
    let place = Place::own();
    let server = json!({ "server": place.kube().endpoint() });
    let with = |key: &str, value: String| json!({ "server": "https://127.0.0.1:1", key: value });
    let pem = format!("-----BEGIN {SECRET}\n{SECRET}\n");
    let encoded = |text: &str| base64::Engine::encode(&base64::prelude::BASE64_STANDARD, text);
    let pair = |one: &str, two: &str| json!({ "client-certificate-data": one, "client-key-data": two });
    let secure = json!({ "server": "https://127.0.0.1:1" });
    let cases: Vec<(Value, Value)> = vec![
        (server.clone(), json!({ "token": format!("{SECRET}\n") })),
        (server.clone(), json!({ "token": format!("{SECRET}\u{7f}") })),
        (with("certificate-authority-data", format!("{SECRET}!")), json!({})),
        (with("certificate-authority-data", encoded(&pem)), json!({})),
        (with("proxy-url", format!("gopher://u:{SECRET}@p")), json!({})),
        (with("tls-server-name", format!("{SECRET} {SECRET}")), json!({})),
        (json!({ "server": format!("http://u:{SECRET}@127.0.0.1:1") }), json!({})),
        (json!({ "server": format!("http://u:{SECRET}@127.0.0.1:1/a b") }), json!({})),
        (json!({ "server": format!("ftp://u:{SECRET}@127.0.0.1:1") }), json!({})),
        (secure.clone(), pair(&encoded(&pem), &encoded(&pem))),
        (secure.clone(), pair(&format!("{SECRET}!"), "!")),
        (server.clone(), json!({ "auth-provider": { "name": SECRET, "config": {} } })),
        (server, json!({ "auth-provider": { "name": "gcp", "config": { "access-token": SECRET, "expiry": SECRET } } })),
    ];
    for (cluster, user) in cases {
        let path = kubeconfig(&place, cluster.clone(), user.clone());
        let ran = list(&place, &[("KUBECONFIG", path.to_str().unwrap())]);
        keeps(&ran, &format!("{cluster} {user}"));
        assert!(!ran.err.contains("panicked"), "{cluster} {user}: {ran:?}");
    }
}

#[test]
fn what_a_plugin_writes_is_not_shown() {
    let place = Place::own();
    let server = json!({ "server": place.kube().endpoint() });
    let status = |status: &str| {
        format!(
            "{{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{{{status}}}}}"
        )
    };
    for output in [
        SECRET.to_owned(),
        format!("{{ \"token\": \"{SECRET}\""),
        status(&format!("\"token\":[\"{SECRET}\"]")),
        status(&format!("\"token\":\"{SECRET}\",\"expirationTimestamp\":\"{SECRET}\"")),
        status(&format!("\"token\":\"{SECRET}\\n\"")),
        status(&format!("\"clientCertificateData\":\"-----BEGIN {SECRET}\",\"clientKeyData\":\"{SECRET}\"")),
    ] {
        let plugin = place.file("plugin");
        fs::write(place.file("output"), &output).unwrap();
        fs::write(&plugin, "#!/bin/sh\ncat \"$(dirname \"$0\")/output\"\n").unwrap();
        fs::set_permissions(&plugin, fs::Permissions::from_mode(0o755)).unwrap();
        let exec = json!({ "apiVersion": "client.authentication.k8s.io/v1", "command": "./plugin", "interactiveMode": "Never" });
        let path = kubeconfig(&place, server.clone(), json!({ "exec": exec }));
        keeps(&list(&place, &[("KUBECONFIG", path.to_str().unwrap())]), &output);
    }
}

/// A server with a password in its URL answers: what is done there does not show it either.
#[test]
fn the_password_of_a_server_s_url_is_not_shown() {
    let place = Place::own();
    let endpoint = place.kube().endpoint().replace("http://", &format!("http://u:{SECRET}@"));
    let path = place.file("with-password");
    fs::write(&path, kubeconfig_of(&endpoint)).unwrap();
    let ran = list(&place, &[("KUBECONFIG", path.to_str().unwrap())]);
    assert!(!format!("{}{}", ran.out, ran.err).contains(SECRET), "{ran:?}");
}
