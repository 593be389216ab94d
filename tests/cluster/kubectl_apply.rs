//! Objects that were made with `kubectl apply`, without `--server-side`: ownership goes to tcpgen, once.

use serde_json::{Value, json};
use tcpgen::store::{Applied, Store};

use crate::cluster::place::{NOTE, Place};
use crate::cluster::texts::PLAIN as WITHOUT;
use crate::support::kube_api::{Fault, Trap};

const WITH_TLS: &str = "[routes.pg]
entry_points = ['pg']
service = 'a:1'
sni = 'a.b'
tls = 'passthrough'
labels = { team = 'data' }
";
const TAKEN: &str = "updated  IngressRouteTCP NS/pg (taken over from `kubectl apply`)\n1 updated";

fn made(place: &Place) {
    place.client_side_apply("ingressroutetcps", &serde_json::to_value(place.object(WITH_TLS)).unwrap());
}

fn route(place: &Place) -> Value {
    place.raw("ingressroutetcps", "pg").unwrap()
}

fn managers(place: &Place) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let entries = route(place)["metadata"]["managedFields"].as_array().unwrap().clone();
    entries.iter().map(|entry| (text(&entry["manager"]), text(&entry["operation"]))).collect()
}

#[test]
fn a_tls_taken_out_of_the_state_goes_and_the_takeover_is_reported_once() {
    let place = Place::new();
    made(&place);
    let uid = route(&place)["metadata"]["uid"].clone();
    let told = place.state(WITHOUT).run("apply --format json").exits(0).json();
    assert_eq!(told["objects"][0]["result"], "updated");
    assert_eq!(told["objects"][0]["taken_over_from"], "kubectl-client-side-apply");
    let after = route(&place);
    assert_eq!((after["spec"].get("tls"), &after["metadata"]["uid"]), (None, &uid));
    assert_eq!(after["metadata"].get("annotations"), None, "kubectl's note is out of date");
    assert_eq!(after["metadata"]["labels"], json!({ "app.kubernetes.io/managed-by": "tcpgen" }));
    assert_eq!(managers(&place), [("tcpgen".to_owned(), "Apply".to_owned())]);
    place.run("apply").exits(0).prints("1 unchanged\n");
}

#[test]
fn a_dry_run_of_a_takeover_shows_it_and_takes_nothing() {
    let place = Place::new();
    made(&place);
    let before = route(&place);
    let told = format!("{TAKEN} (dry run: nothing was kept)\n");
    place.state(WITHOUT).run("apply --dry-run").exits(0).prints(&told);
    assert_eq!(route(&place), before);
    place.run("apply").exits(0).prints(&format!("{TAKEN}\n"));
}

#[test]
fn an_earlier_forced_apply_did_not_take_all_and_this_one_does() {
    let place = Place::new();
    made(&place);
    // As the server leaves it when an apply is forced, without a takeover.
    place.apply_as("tcpgen", "ingressroutetcps", &serde_json::to_value(place.object(WITHOUT)).unwrap());
    assert!(route(&place)["spec"].get("tls").is_some());
    place.state(WITHOUT).run("apply").exits(0).prints(&format!("{TAKEN}\n"));
    assert_eq!(route(&place)["spec"].get("tls"), None);
}

#[test]
fn the_traffic_tools_change_such_objects_and_keep_their_labels() {
    let place = Place::new();
    made(&place);
    let mut next = place.object(WITHOUT);
    next.metadata.labels = tcpgen::resource::Labels::default();
    assert_eq!(place.cluster().apply_spec(next).unwrap(), Applied::Updated);
    let after = route(&place);
    assert_eq!((after["spec"].get("tls"), after["metadata"].get("annotations")), (None, None));
    assert_eq!(after["metadata"]["labels"]["team"], "data");
    assert_eq!(managers(&place), [("tcpgen".to_owned(), "Apply".to_owned())]);
}

#[test]
fn a_request_in_plain_words_changes_such_objects() {
    let place = Place::own();
    let mut object = serde_json::to_value(place.object(WITH_TLS)).unwrap();
    object["metadata"]["namespace"] = json!("default");
    object["metadata"]["annotations"] = json!({ NOTE: "{}" });
    place.post("kubectl-client-side-apply", "/apis/traefik.io/v1alpha1/namespaces/default/ingressroutetcps", &object);
    let asked = "Update the TCP route 'pg' to use backend service 'postgres' on port 5432.";
    std::fs::write(place.file("tcpgen.toml"), "[entry_points]\npostgresql = 5432\n").unwrap();
    let told = place.run(&format!("ask --run --cluster {asked}")).exits(0).json();
    assert_eq!(told["notes"], json!(["its fields were taken over from `kubectl-client-side-apply`"]));
    let told = place.run(&format!("ask --run --cluster {asked}")).exits(0).json();
    assert_eq!((&told["result"], told.get("notes")), (&json!("unchanged"), None));
    let after = place.kube().object("IngressRouteTCP", "default", "pg").unwrap();
    assert_eq!(after["spec"]["routes"][0]["services"][0]["name"], "postgres");
}

#[test]
fn what_a_real_owner_has_is_a_conflict_and_nothing_is_taken_over() {
    let place = Place::new();
    made(&place);
    let mut theirs = serde_json::to_value(place.object(WITHOUT)).unwrap();
    theirs["spec"] = json!({ "entryPoints": ["theirs"], "routes": route(&place)["spec"]["routes"] });
    place.apply_as("argocd", "ingressroutetcps", &theirs);
    let before = route(&place);
    let changed = WITHOUT.replace("a:1", "b:2");
    for dry in ["", " --dry-run"] {
        let ran = place.state(&changed).run(&format!("apply{dry}")).exits(1);
        ran.tells("IngressRouteTCP NS/pg: `argocd` owns .spec.entryPoints, .spec.routes");
        assert_eq!(route(&place), before, "{dry}");
    }
    place.run("apply --force-conflicts").exits(0).prints(&format!("{TAKEN}\n"));
    assert_eq!(route(&place)["spec"].get("tls"), None);
}

#[test]
fn an_apply_that_others_keep_from_matching_the_state_does_not_exit_0() {
    let place = Place::new();
    place.state(WITHOUT).run("apply").exits(0);
    let mut theirs = route(&place);
    let spec = json!({ "tls": { "secretName": "theirs" }, "routes": theirs["spec"]["routes"] });
    let metadata = json!({ "name": "pg", "namespace": place.namespace });
    theirs = json!({ "apiVersion": theirs["apiVersion"], "kind": theirs["kind"], "metadata": metadata, "spec": spec });
    place.apply_as("argocd", "ingressroutetcps", &theirs);
    let ran = place.run("apply").exits(1).prints("1 unchanged\n");
    ran.tells("IngressRouteTCP NS/pg: .spec.tls stays, `argocd` owns it");
    place.run("apply --dry-run").exits(1);
    let told = place.run("apply --format json").exits(1).json();
    assert_eq!(told["objects"][0]["kept"], json!([{ "field": ".spec.tls", "manager": "argocd" }]));
}

#[test]
fn the_traffic_tools_report_what_others_keep() {
    let place = Place::new();
    let mut store = place.cluster();
    store.apply(place.object(WITHOUT)).unwrap();
    let mut theirs = serde_json::to_value(place.object(WITHOUT)).unwrap();
    theirs["spec"] = json!({ "routes": route(&place)["spec"]["routes"], "tls": { "secretName": "theirs" } });
    place.apply_as("argocd", "ingressroutetcps", &theirs);
    store.apply_spec(place.object(&WITHOUT.replace("['pg']", "['pg', 'more']"))).unwrap();
    assert_eq!(store.remarks(), [".spec.tls stays, `argocd` owns it"]);
    assert!(store.remarks().is_empty(), "each is reported once");
}

#[test]
fn a_takeover_whose_answer_is_lost_is_completed() {
    let place = Place::own();
    made(&place);
    // Done, and sent again: the object is then of another version.
    place.kube().trap(Trap::on("patch", Fault::DropDone).times(1));
    place.state(WITHOUT).run("apply --force-conflicts").exits(0).prints(&format!("{TAKEN}\n"));
    assert_eq!(route(&place)["spec"].get("tls"), None);
    assert_eq!(managers(&place), [("tcpgen".to_owned(), "Apply".to_owned())]);
}
