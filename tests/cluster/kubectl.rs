//! The real kubectl, on the same objects as tcpgen.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::cluster::place::Place;
use crate::cluster::texts::{PLAIN as WITHOUT, WITH_TLS};
use crate::support::project::kubectl;

/// Runs it with these arguments, split at spaces; what it prints, when it succeeds.
fn run(kubectl: &Path, place: &Place, arguments: &str) -> Result<String, String> {
    let mut command = Command::new(kubectl);
    command.args(arguments.split(' ')).current_dir(place.file("")).env("HOME", place.file(""));
    let output = command.env("KUBECONFIG", &place.kubeconfig).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

fn manifest(place: &Place, text: &str) {
    let object = serde_json::to_string(&place.object(text)).unwrap();
    std::fs::write(place.file("m.json"), object).unwrap();
}

fn managers(object: &Value) -> Vec<&str> {
    let entries = object["metadata"]["managedFields"].as_array().unwrap();
    entries.iter().map(|entry| entry["manager"].as_str().unwrap()).collect()
}

#[test]
fn what_kubectl_applied_is_taken_over_and_what_the_state_lacks_goes() {
    let Some(kubectl) = kubectl() else { return };
    let place = Place::new();
    manifest(&place, WITH_TLS);
    run(&kubectl, &place, "apply --validate=false -f m.json").unwrap();
    let made = place.raw("ingressroutetcps", "pg").unwrap();
    assert_eq!(managers(&made), ["kubectl-client-side-apply"]);
    let told = "updated  IngressRouteTCP NS/pg (taken over from `kubectl apply`)\n1 updated";
    place.state(WITHOUT).run("apply --dry-run").exits(0).prints(&format!("{told} (dry run: nothing was kept)\n"));
    assert_eq!(place.raw("ingressroutetcps", "pg").unwrap(), made);
    place.run("apply").exits(0).prints(&format!("{told}\n"));
    let after = place.raw("ingressroutetcps", "pg").unwrap();
    assert_eq!((after["spec"].get("tls"), managers(&after)), (None, vec!["tcpgen"]));
    // kubectl, used again on the same object, is an owner beside tcpgen, and what it changes is taken over again.
    manifest(&place, &WITH_TLS.replace("a:1", "b:2"));
    run(&kubectl, &place, "apply --validate=false -f m.json").unwrap();
    assert_eq!(place.raw("ingressroutetcps", "pg").unwrap()["spec"]["tls"], json!({ "passthrough": true }));
    place.run("apply").exits(0).prints(&format!("{told}\n"));
    assert_eq!(place.raw("ingressroutetcps", "pg").unwrap()["spec"], after["spec"]);
}

#[test]
fn what_kubectl_applied_on_the_servers_side_is_a_conflict() {
    let Some(kubectl) = kubectl() else { return };
    let place = Place::new();
    manifest(&place, WITH_TLS);
    run(&kubectl, &place, "apply --server-side --validate=false -f m.json").unwrap();
    let ran = place.state(&WITHOUT.replace("a:1", "b:2")).run("apply").exits(1);
    ran.tells("IngressRouteTCP NS/pg: `kubectl` owns .spec.routes");
    place.state(WITH_TLS).run("apply").exits(0);
    manifest(&place, &WITH_TLS.replace("a:1", "c:3"));
    let refused = run(&kubectl, &place, "apply --server-side --validate=false -f m.json").unwrap_err();
    assert!(refused.contains("conflict with \"tcpgen\": .spec.routes"), "{refused}");
}

#[test]
fn kubectl_and_tcpgen_dry_run_the_same_deletion() {
    let Some(kubectl) = kubectl() else { return };
    let place = Place::new();
    manifest(&place, WITHOUT);
    place.state(WITHOUT).run("apply").exits(0);
    let before = place.raw("ingressroutetcps", "pg");
    run(&kubectl, &place, "delete --wait=false --dry-run=server -f m.json").unwrap();
    place.run("delete --dry-run").exits(0);
    assert_eq!(place.raw("ingressroutetcps", "pg"), before);
    run(&kubectl, &place, "delete --wait=false -f m.json").unwrap();
    assert!(place.raw("ingressroutetcps", "pg").is_none());
}
