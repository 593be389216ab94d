//! Commands that take what a cluster has, instead of files.

use serde_json::json;

use crate::cluster::place::Place;

const STATE: &str = "[middlewares.office]
ip_allow_list = ['127.0.0.1']
[routes.pg]
entry_points = ['postgresql']
service = 'postgres:5432'
middlewares = ['office']
";

#[test]
fn a_cluster_is_listed_and_asked_for_its_routes() {
    let place = Place::new();
    place.service("postgres", 5432);
    place.state(STATE).run("apply").exits(0);
    let from = format!("--cluster --namespace {}", place.namespace);
    let list = place.run(&format!("list {from} --format json")).exits(0).json();
    assert_eq!((&list["count"], &list["tcp_routes"][0]["name"]), (&json!(1), &json!("pg")));
    assert_eq!(list["tcp_routes"][0]["routes"][0]["middlewares"][0]["sourceRange"], json!(["127.0.0.1"]));
    let route = |ip: &str| {
        let asked = format!("route {from} --entry-point postgresql --client-ip {ip} --format json");
        place.run(&asked).exits(0).json()["outcome"].clone()
    };
    assert_eq!([route("127.0.0.1"), route("127.0.0.2")], ["forwarded", "closed"]);
    std::fs::write(place.file("pg.yaml"), "kind: Service\n").unwrap();
    place.run(&format!("list pg.yaml {from}")).exits(2).tells("pg.yaml is a manifest, and a state file is wanted");
    place.run("list --namespace x").exits(2).tells("--cluster");
}

#[test]
fn a_state_is_compared_with_a_cluster() {
    let place = Place::new();
    place.state(STATE).run("apply").exits(0);
    let diff = format!("diff --cluster --namespace {}", place.namespace);
    place.run(&diff).exits(0);
    let ran = place.state(&STATE.replace("postgres:5432", "hello-world:80")).run(&diff).exits(1);
    assert!(ran.out.contains("0 added, 1 changed, 0 removed"), "{ran:?}");
    assert!(ran.out.contains("~ 127.0.0.1 to postgresql: NS/postgres:5432 -> NS/hello-world:80\n"), "{ran:?}");
}

#[test]
fn a_request_in_plain_words_is_done_in_a_cluster() {
    let place = Place::own();
    std::fs::write(place.file("tcpgen.toml"), "[entry_points]\npostgresql = 5432\n").unwrap();
    let ask = |words: &str| place.run(&format!("ask --run --cluster {words}"));
    let made =
        ask("Create a TCP route 'pg' in 'default' for service 'postgres' on port 5432, entry point 'postgresql'.");
    assert_eq!((&made.json()["result"], made.code), (&json!("created"), Some(0)), "{made:?}");
    // The entry points are those of the state file.
    let elsewhere =
        ask("Create a TCP route 'other' in 'default' for service 'postgres' on port 5432, entry point 'postgress'.");
    assert_eq!(elsewhere.json()["warnings"][0]["code"], "unknown-entry-point", "{elsewhere:?}");
    assert!(place.kube().object("IngressRouteTCP", "default", "pg").is_some());
    let gone = ask("Delete the TCP route 'pg' in 'default'.");
    assert_eq!(gone.json()["result"], "deleted", "{gone:?}");
    assert!(place.kube().object("IngressRouteTCP", "default", "pg").is_none());
    place.kube().without("ingressroutetcps");
    ask("Delete the TCP route 'pg' in 'default'.").exits(1).tells("Traefik's CRDs are not installed");
}

/// Issue 10, point 9: a fenced request asks for its namespaces alone, and several can be named.
#[test]
fn several_namespaces_are_listed_and_a_request_reaches_no_other() {
    let place = Place::own();
    for namespace in ["h1", "h2", "h3"] {
        let object = json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": namespace } });
        place.kube().apply_object(object);
        place.run(&format!("ask --run --cluster Create route pg in {namespace} for postgres")).exits(0);
    }
    let fence = "--cluster --namespace h1 --namespace h3";
    let list = place.run(&format!("list {fence} --format json")).exits(0).json();
    let found: Vec<_> = list["tcp_routes"].as_array().unwrap().iter().map(|route| &route["namespace"]).collect();
    assert_eq!(found, ["h1", "h3"]);
    let ran = place.run(&format!("ask --run {fence} Update route pg in h2 to use service other")).exits(1);
    assert_eq!(ran.tells("the namespace `h2` is out of bounds").json()["code"], "outside-namespaces");
    place.run(&format!("ask --run {fence} Update route pg in h3 to use service other")).exits(0);
    place.run("list --cluster --namespace=").exits(2);
}
