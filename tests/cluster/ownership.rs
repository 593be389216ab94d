//! Fields that others own.

use serde_json::{Value, json};
use tcpgen::cluster::{Cluster, ClusterOptions, Kept};
use tcpgen::store::{Applied, Store};

use crate::cluster::place::Place;
use crate::cluster::texts::PLAIN as ROUTE;

fn route(place: &Place, spec: &Value) -> Value {
    let metadata = json!({ "name": "pg", "namespace": place.namespace });
    json!({ "apiVersion": "traefik.io/v1alpha1", "kind": "IngressRouteTCP", "metadata": metadata, "spec": spec })
}

#[test]
fn a_conflict_names_the_owner_and_the_field_and_is_taken_over_on_request() {
    let place = Place::new();
    let mut store = place.cluster();
    store.apply(place.object(ROUTE)).unwrap();
    place.apply_as("kubectl", "ingressroutetcps", &route(&place, &json!({ "routes": [] })));
    let error = store.apply(place.object(ROUTE)).unwrap_err();
    let message = format!("IngressRouteTCP {}/pg: `kubectl` owns .spec.routes", place.namespace);
    assert_eq!((error.code, error.message), ("conflict", message));
    assert!(error.help.unwrap().contains("--force-conflicts"));
    assert_eq!(place.raw("ingressroutetcps", "pg").unwrap()["spec"]["routes"], json!([]));
    let mut forced = Cluster::connect(ClusterOptions { force_conflicts: true, ..place.options() }).unwrap();
    assert_eq!(forced.apply(place.object(ROUTE)).unwrap(), Applied::Updated);
    assert_eq!(store.apply(place.object(ROUTE)).unwrap(), Applied::Unchanged);
}

#[test]
fn what_others_own_stays_and_is_told() {
    let place = Place::new();
    let store = place.cluster();
    store.put(&place.object(ROUTE)).unwrap();
    let tls = json!({ "tls": { "secretName": "theirs" } });
    let mut theirs = route(&place, &tls);
    theirs["metadata"]["labels"] = json!({ "team": "data" });
    theirs["spec"]["routes"] = place.raw("ingressroutetcps", "pg").unwrap()["spec"]["routes"].clone();
    place.apply_as("argocd", "ingressroutetcps", &theirs);
    let written = store.put(&place.object(&ROUTE.replace("['pg']", "['pg', 'more']"))).unwrap();
    assert_eq!((written.applied, written.taken_over), (Applied::Updated, false));
    assert_eq!(written.kept, [Kept { field: ".spec.tls".to_owned(), manager: "argocd".to_owned() }]);
    let object = place.raw("ingressroutetcps", "pg").unwrap();
    assert_eq!(object["spec"]["tls"], tls["tls"]);
    assert_eq!(object["spec"]["entryPoints"], json!(["pg", "more"]));
    assert_eq!(object["metadata"]["labels"]["team"], "data");
}

#[test]
fn what_tcpgen_no_longer_says_is_gone() {
    let place = Place::new();
    let mut store = place.cluster();
    let labelled =
        format!("{ROUTE}labels = {{ team = 'data' }}\nsni = 'a.b'\ntls = {{ secret_name = 'x', options = 'o' }}\n");
    store.apply(place.object(&labelled)).unwrap();
    store.apply(place.object(ROUTE)).unwrap();
    let object = place.raw("ingressroutetcps", "pg").unwrap();
    assert_eq!(object["spec"].get("tls"), None);
    assert_eq!(object["metadata"]["labels"], json!({ "app.kubernetes.io/managed-by": "tcpgen" }));
}

#[test]
fn a_dry_run_keeps_nothing_and_is_refused_what_would_be() {
    let place = Place::new();
    let mut store = place.cluster();
    let mut dry = Cluster::connect(ClusterOptions { dry_run: true, ..place.options() }).unwrap();
    assert_eq!(dry.apply(place.object(ROUTE)).unwrap(), Applied::Created);
    assert!(place.raw("ingressroutetcps", "pg").is_none());
    store.apply(place.object(ROUTE)).unwrap();
    let other = place.object(&ROUTE.replace("a:1", "b:2"));
    assert_eq!(dry.apply(other.clone()).unwrap(), Applied::Updated);
    assert_eq!(store.apply(place.object(ROUTE)).unwrap(), Applied::Unchanged);
    assert_eq!(dry.delete(other.kind(), other.object_ref()).unwrap().name(), "deleted");
    assert!(place.raw("ingressroutetcps", "pg").is_some());
    place.apply_as("kubectl", "ingressroutetcps", &route(&place, &json!({ "routes": [] })));
    assert_eq!(dry.apply(other).unwrap_err().code, "conflict");
}

/// A tool that leaves `tls` out does not take it away from its owner, and does not report so.
#[test]
fn what_others_keep_is_not_reported_as_removed() {
    let place = Place::new();
    let mut store = place.cluster();
    store.apply(place.object(ROUTE)).unwrap();
    let mut theirs = route(&place, &json!({ "tls": { "secretName": "theirs" } }));
    theirs["spec"]["routes"] = place.raw("ingressroutetcps", "pg").unwrap()["spec"]["routes"].clone();
    place.apply_as("argocd", "ingressroutetcps", &theirs);
    let create = json!({
        "route_name": "pg", "namespace": place.namespace, "service_name": "b", "entry_points": ["other"],
    });
    let error = tcpgen::operation::call(&mut store, "traefik_manage_tcp_routing", &create).unwrap_err();
    assert_eq!(error.code, "conflict", "`argocd` owns the rules as well");
    let create = json!({
        "route_name": "pg", "namespace": place.namespace, "service_name": "a", "service_port": 1, "entry_points": ["other"],
    });
    let made = tcpgen::operation::call(&mut store, "traefik_manage_tcp_routing", &create).unwrap();
    assert_eq!((&made["result"], &made["removed"]), (&json!("updated"), &json!(["entry_points"])));
    assert_eq!(made["spec"]["tls"], json!({ "secretName": "theirs" }));
}
