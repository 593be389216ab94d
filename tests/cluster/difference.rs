//! `tcpgen diff --cluster` shows what `tcpgen apply` does.

use serde_json::{Value, json};

use crate::cluster::place::Place;

const STATE: &str = "[middlewares.office]
ip_allow_list = ['10.0.0.0/8']
[routes.pg]
entry_points = ['postgresql']
service = 'postgres:5432'
middlewares = ['office']
";
const EMPTY: &str = "# nothing yet\n[middlewares.office]\nip_allow_list = ['10.0.0.0/8']\n";

/// Objects of somebody else, one of them on the same entry point.
fn others(place: &Place) {
    let object = |kind: &str, name: &str, labels: Value, spec: Value| {
        json!({
            "apiVersion": "traefik.io/v1alpha1", "kind": kind,
            "metadata": { "name": name, "namespace": place.namespace, "labels": labels }, "spec": spec,
        })
    };
    let rule = json!({ "match": "HostSNI(`redis.test`)", "services": [{ "name": "redis", "port": 6379 }] });
    let route = json!({ "entryPoints": ["postgresql"], "routes": [rule], "tls": { "passthrough": true } });
    place.apply_as("helm", "ingressroutetcps", &object("IngressRouteTCP", "redis", json!({ "team": "b" }), route));
    let of_another = json!({ "app.kubernetes.io/managed-by": "tcpgen", "tcpgen.dev/state": "billing" });
    let limit = json!({ "inFlightConn": { "amount": 3 } });
    place.apply_as("tcpgen", "middlewaretcps", &object("MiddlewareTCP", "limit", of_another, limit));
}

#[test]
fn after_an_apply_there_is_no_difference() {
    let place = Place::new();
    others(&place);
    let diff = format!("diff --cluster --namespace {}", place.namespace);
    place.state(STATE);
    place.run(&diff).exits(1);
    place.run("apply").exits(0);
    place.run(&diff).exits(0).prints("no difference\n");
    // Neither the labels of others nor those of a name are a difference.
    let label = json!({ "argocd.argoproj.io/instance": "x" });
    place.merge("argocd", "ingressroutetcps", &json!({ "metadata": { "name": "pg", "labels": label } }));
    place.run(&diff).exits(0);
    place
        .run(&format!("{diff} --state-name orders"))
        .exits(1)
        .prints_part("metadata.labels[tcpgen.dev/state]: + orders");
    place.run("apply --state-name orders").exits(0);
    place.run(&format!("{diff} --state-name orders --prune")).exits(0).prints("no difference\n");
    place.run(&diff).exits(0);
}

#[test]
fn only_a_prune_removes_and_only_what_is_marked() {
    let place = Place::new();
    others(&place);
    place.state(STATE).run("apply --state-name orders").exits(0);
    place.state(EMPTY);
    let diff = format!("diff --cluster --namespace {} --format json", place.namespace);
    let kept = place.run(&format!("{diff} --state-name orders")).exits(0).json();
    assert_eq!(kept["objects"], json!({ "added": [], "changed": [], "removed": [] }));
    let pruned = place.run(&format!("{diff} --state-name orders --prune")).exits(1).json();
    let gone = json!([{ "kind": "IngressRouteTCP", "namespace": "NS", "name": "pg" }]);
    assert_eq!((&pruned["objects"]["removed"], &pruned["verdict"]), (&gone, &json!("narrower")));
    let of = |service: &str| {
        let services = pruned["services"].as_array().unwrap();
        services.iter().find(|one| one["service"] == service).map(|one| one["verdict"].clone())
    };
    assert_eq!(of("NS/redis:6379"), Some(json!("equivalent")), "the route of others serves before and after");
    place.run(&format!("{diff} --prune")).exits(2).tells("`--prune` needs the state's name");
    place.run("apply --state-name orders --prune --yes").exits(0);
    place.run(&format!("{diff} --state-name orders --prune")).exits(0);
}

#[test]
fn an_object_of_another_state_is_reported() {
    let place = Place::new();
    others(&place);
    let diff = format!("diff --cluster --namespace {}", place.namespace);
    place.state("[middlewares.limit]\nin_flight_conn = 4\n");
    let ran = place.run(&diff).exits(1).tells("MiddlewareTCP NS/limit belongs to the state `billing`");
    ran.prints_part("spec.inFlightConn.amount: 3 -> 4");
    let quiet = place.run(&format!("{diff} --quiet")).exits(1).prints("");
    assert_eq!(quiet.err, "");
    place.run("apply").exits(1).tells("it belongs to the state `billing`");
    place.state("[middlewares.limit]\nin_flight_conn = 3\n").run(&diff).exits(0);
}

#[test]
fn objects_beyond_the_namespaces_are_refused() {
    let place = Place::new();
    std::fs::write(place.file("tcpgen.toml"), "[routes.'elsewhere/pg']\nentry_points = ['x']\nservice = 'x:1'\n")
        .unwrap();
    let diff = format!("diff --cluster --namespace {}", place.namespace);
    place.run(&diff).exits(2).tells("IngressRouteTCP elsewhere/pg is not in the namespace `NS`");
}

/// What `kubectl apply` made is taken over, and what the manifest had beyond the state goes.
#[test]
fn a_takeover_is_foreseen() {
    let place = Place::new();
    let object = place
        .object("[routes.pg]\nentry_points = ['postgresql']\nservice = 'postgres:5432'\nlabels = { team = 'a' }\n");
    place.client_side_apply("ingressroutetcps", &serde_json::to_value(object).unwrap());
    place.state("[routes.pg]\nentry_points = ['postgresql']\nservice = 'postgres:5432'\n");
    let diff = format!("diff --cluster --namespace {}", place.namespace);
    let ran = place.run(&diff).exits(1);
    ran.prints_part("metadata.labels.team: - a").prints_part("connections: equivalent");
    place.run("apply").exits(0);
    place.run(&diff).exits(0);
}
