//! What holds of the tools over any store. A store that is empty at first comes in; every test begins with a new one.

use serde_json::{Value, json};
use tcpgen::operation;
use tcpgen::resource::{Kind, ObjectRef};
use tcpgen::store::Store;

pub const MIDDLEWARE: &str = "traefik_configure_tcp_middleware";
pub const ROUTE: &str = "traefik_manage_tcp_routing";

/// Calls a tool that has to answer.
#[track_caller]
pub fn call(store: &mut dyn Store, tool: &str, arguments: Value) -> Value {
    let answer = operation::call(store, tool, &arguments).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(answer["status"], "success");
    answer
}

/// Calls a tool that has to refuse, and gives the code.
#[track_caller]
pub fn refused(store: &mut dyn Store, tool: &str, arguments: Value) -> &'static str {
    match operation::call(store, tool, &arguments) {
        Ok(answer) => panic!("not refused: {answer}"),
        Err(refusal) => {
            assert!(refusal.help.is_some(), "no help: {refusal:?}");
            refusal.code
        }
    }
}

pub fn codes(answer: &Value) -> Vec<&str> {
    answer["warnings"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect()
}

fn uid(store: &dyn Store, kind: Kind, name: &str) -> String {
    store.get(kind, ObjectRef { namespace: "default", name }).unwrap().unwrap().uid.to_string()
}

/// All of it.
pub fn run(new: &mut dyn FnMut() -> Box<dyn Store + Send>) {
    the_workflow(&mut *new());
    an_update_takes_away_what_it_does_not_say(&mut *new());
    warnings_tell_what_traefik_will_not_do(&mut *new());
    a_refused_change_changes_nothing(&mut *new());
    deleting_says_what_it_breaks(&mut *new());
    namespaces_tell_objects_apart(&mut *new());
    crate::stores::updates::run(new);
    crate::stores::list_updates::run(new);
    crate::stores::no_harm::run(new);
}

fn the_workflow(store: &mut dyn Store) {
    let ranges = json!({ "middleware_name": "db-allowlist", "source_ranges": "[\"192.168.1.0/24\", \"10.0.0.1\"]" });
    let made = call(store, MIDDLEWARE, ranges.clone());
    assert_eq!((&made["result"], &made["middleware_name"]), (&json!("created"), &json!("db-allowlist")));
    assert_eq!(made["namespace"], "default");
    let first = uid(store, Kind::MiddlewareTcp, "db-allowlist");
    let route = json!({ "route_name": "postgres-route", "service_name": "postgres", "middlewares": ["db-allowlist"] });
    let made = call(store, ROUTE, route.clone());
    assert_eq!((&made["result"], codes(&made).is_empty()), (&json!("created"), true), "{made}");
    assert_eq!(call(store, ROUTE, route)["result"], "unchanged");
    assert_eq!(call(store, MIDDLEWARE, ranges)["result"], "unchanged");
    let wider = json!({ "middleware_name": "db-allowlist", "source_ranges": ["10.0.0.0/8", "172.16.0.1"] });
    assert_eq!(call(store, MIDDLEWARE, wider)["result"], "updated");
    assert_eq!(uid(store, Kind::MiddlewareTcp, "db-allowlist"), first, "an update keeps the object");
    let list = operation::list(store).unwrap();
    let expected = json!({ "status": "success", "scope": "all-namespaces", "traefik": "3.7.15", "count": 1, "tcp_routes": [{
        "name": "postgres-route", "namespace": "default", "entryPoints": ["postgresql"],
        "tlsEnabled": false, "tlsPassthrough": false,
        "routes": [{
            "match": "HostSNI(`*`)",
            "targets": [{ "name": "postgres", "port": 5432, "weight": 1 }],
            "middlewares": [
                { "name": "db-allowlist", "namespace": "default", "sourceRange": ["10.0.0.0/8", "172.16.0.1"] },
            ],
        }],
        "labels": { "app.kubernetes.io/managed-by": "tcpgen" },
    }] });
    assert_eq!(list, expected);
    let gone = call(store, ROUTE, json!({ "route_name": "postgres-route", "action": "delete" }));
    assert_eq!((&gone["result"], &gone["route_name"]), (&json!("deleted"), &json!("postgres-route")));
    call(store, MIDDLEWARE, json!({ "middleware_name": "db-allowlist", "action": "delete" }));
    assert_eq!(operation::list(store).unwrap()["count"], 0);
    assert_eq!(store.list().unwrap().emitted().count(), 0);
}

fn an_update_takes_away_what_it_does_not_say(store: &mut dyn Store) {
    let name = "mcp-tcp-tls-pass";
    let first = json!({
        "route_name": name, "service_name": "hello-world", "service_port": 80, "entry_points": ["postgresql", "extra"],
        "sni_match": "tls-passthrough-mcp.example.com", "tls_passthrough": true, "middlewares": ["ops/office"],
    });
    call(store, ROUTE, first);
    let listed = operation::list(store).unwrap()["tcp_routes"][0].take();
    assert_eq!((&listed["tlsEnabled"], &listed["tlsPassthrough"]), (&json!(true), &json!(true)));
    call(store, ROUTE, json!({ "route_name": name, "service_name": "postgres", "service_port": "pg" }));
    let listed = operation::list(store).unwrap()["tcp_routes"][0].take();
    assert_eq!((&listed["tlsEnabled"], &listed["entryPoints"]), (&json!(false), &json!(["postgresql"])));
    let rule = json!({ "match": "HostSNI(`*`)", "targets": [{ "name": "postgres", "port": "pg", "weight": 1 }], "middlewares": [] });
    assert_eq!(listed["routes"], json!([rule]));
    call(
        store,
        ROUTE,
        json!({ "route_name": name, "service_name": "postgres", "tls_secret_name": "cert", "sni_match": "a.b" }),
    );
    let object = store.get(Kind::IngressRouteTcp, ObjectRef { namespace: "default", name }).unwrap().unwrap().object;
    assert_eq!(serde_json::to_value(&object.spec).unwrap()["tls"], json!({ "secretName": "cert" }));
}

fn warnings_tell_what_traefik_will_not_do(store: &mut dyn Store) {
    let route = json!({ "route_name": "r", "service_name": "hello-world", "sni_match": "tcp-example.com", "middlewares": ["nobody"] });
    let made = call(store, ROUTE, route.clone());
    assert_eq!(codes(&made), ["sni-without-tls", "unknown-middleware"], "{made}");
    assert_eq!(codes(&call(store, ROUTE, route)), ["sni-without-tls", "unknown-middleware"], "and again");
    let made = call(store, MIDDLEWARE, json!({ "middleware_name": "all", "source_ranges": ["0.0.0.0/0"] }));
    assert_eq!(codes(&made), ["allows-everyone"], "of the route nothing new");
}

fn a_refused_change_changes_nothing(store: &mut dyn Store) {
    call(store, MIDDLEWARE, json!({ "middleware_name": "m", "middleware_type": "in_flight_conn", "amount": 10 }));
    let before = serde_json::to_value(store.list().unwrap().objects()).unwrap();
    for (tool, arguments, code) in [
        (ROUTE, json!({ "route_name": "Not_A_Name", "service_name": "a" }), "invalid-name"),
        (ROUTE, json!({ "route_name": "r", "service_name": "a:b" }), "invalid-service"),
        (ROUTE, json!({ "route_name": "r", "service_name": "a", "namespace": "Not-One" }), "invalid-namespace"),
        (ROUTE, json!({ "route_name": "a", "action": "delete" }), "not-found"),
        (MIDDLEWARE, json!({ "middleware_name": "n", "action": "delete" }), "not-found"),
    ] {
        assert_eq!(refused(store, tool, arguments.clone()), code, "{arguments}");
    }
    assert_eq!(serde_json::to_value(store.list().unwrap().objects()).unwrap(), before);
}

fn deleting_says_what_it_breaks(store: &mut dyn Store) {
    call(store, MIDDLEWARE, json!({ "middleware_name": "office", "source_ranges": ["10.0.0.1"] }));
    call(store, ROUTE, json!({ "route_name": "pg", "service_name": "pg", "middlewares": ["office"] }));
    let gone = call(store, MIDDLEWARE, json!({ "middleware_name": "office", "action": "delete", "force": true }));
    assert_eq!(codes(&gone), ["unknown-middleware"]);
}

fn namespaces_tell_objects_apart(store: &mut dyn Store) {
    for (namespace, service) in [("default", "a"), ("prod", "b"), ("stage", "c"), ("prod", "d")] {
        call(store, ROUTE, json!({ "route_name": "pg", "namespace": namespace, "service_name": service }));
    }
    call(store, ROUTE, json!({ "route_name": "pg", "namespace": "stage", "action": "delete" }));
    let target = |namespace| {
        let object = store.get(Kind::IngressRouteTcp, ObjectRef { namespace, name: "pg" }).unwrap()?.object;
        serde_json::to_value(&object.spec).unwrap()["routes"][0]["services"][0]["name"].as_str().map(str::to_owned)
    };
    assert_eq!([target("default"), target("prod"), target("stage")], [Some("a".into()), Some("d".into()), None]);
}
