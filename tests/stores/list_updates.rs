//! An update that adds to a list or removes from it, and a call that is planned, over any store.

use serde_json::{Value, json};
use tcpgen::operation;
use tcpgen::store::Store;

use crate::stores::suite::{MIDDLEWARE, ROUTE, call, refused};
use crate::stores::updates::given;

/// All of it.
pub fn run(new: &mut dyn FnMut() -> Box<dyn Store + Send>) {
    ranges_come_and_go_and_the_others_stay(&mut *new());
    guards_and_entry_points_come_and_go(&mut *new());
    a_list_is_not_changed_by_guess(&mut *new());
    a_route_leads_to_the_service_that_it_is_named_after(&mut *new());
    a_plan_is_what_the_call_does(&mut *new());
}

const STATE: &str = "\
[middlewares.db-allowlist]
ip_allow_list = ['192.168.1.0/24', '10.0.0.1']
[middlewares.db-limit]
in_flight_conn = 5
[routes.postgres-route]
entry_points = ['postgresql']
service = 'postgres:5432'
middlewares = ['db-allowlist']
";

fn of(key: &str, name: &str, argument: &str, value: Value) -> Value {
    json!({ key: name, "action": "update", argument: value })
}

fn ranges(argument: &str, value: Value) -> Value {
    of("middleware_name", "db-allowlist", argument, value)
}

fn route(argument: &str, value: Value) -> Value {
    of("route_name", "postgres-route", argument, value)
}

fn ranges_come_and_go_and_the_others_stay(store: &mut dyn Store) {
    given(store, STATE);
    for (argument, value, left, result) in [
        ("add_source_ranges", json!(["10.1.0.0/16"]), json!(["192.168.1.0/24", "10.0.0.1", "10.1.0.0/16"]), "updated"),
        (
            "add_source_ranges",
            json!(["10.0.0.1/32"]),
            json!(["192.168.1.0/24", "10.0.0.1", "10.1.0.0/16"]),
            "unchanged",
        ),
        ("remove_source_ranges", json!("[\"10.0.0.1/32\"]"), json!(["192.168.1.0/24", "10.1.0.0/16"]), "updated"),
        ("remove_source_ranges", json!(["192.168.1.0/24"]), json!(["10.1.0.0/16"]), "updated"),
    ] {
        let made = call(store, MIDDLEWARE, ranges(argument, value));
        assert_eq!((&made["spec"]["ipAllowList"]["sourceRange"], &made["result"]), (&left, &json!(result)));
    }
}

fn guards_and_entry_points_come_and_go(store: &mut dyn Store) {
    given(store, STATE);
    let made = call(store, ROUTE, route("add_middlewares", json!(["db-limit", "default/db-allowlist"])));
    assert_eq!(made["spec"]["routes"][0]["middlewares"], json!([{ "name": "db-allowlist" }, { "name": "db-limit" }]));
    assert_eq!(made["removed"], json!([]));
    let made = call(store, ROUTE, route("remove_middlewares", json!(["default/db-allowlist"])));
    assert_eq!(made["spec"]["routes"][0]["middlewares"], json!([{ "name": "db-limit" }]));
    assert_eq!(made["newly_admitted"][0]["was"]["refused_by"], "default/db-allowlist");
    let made = call(store, ROUTE, route("add_entry_points", json!(["more"])));
    assert_eq!(made["spec"]["entryPoints"], json!(["postgresql", "more"]));
    let made = call(store, ROUTE, route("remove_entry_points", json!(["postgresql"])));
    assert_eq!(made["spec"]["entryPoints"], json!(["more"]));
}

fn a_list_is_not_changed_by_guess(store: &mut dyn Store) {
    given(store, STATE);
    let before = serde_json::to_value(store.list().unwrap().objects()).unwrap();
    let mut both = ranges("add_source_ranges", json!(["10.0.0.2"]));
    both["source_ranges"] = json!(["10.0.0.3"]);
    let mut swap = ranges("add_source_ranges", json!(["10.0.0.1"]));
    swap["remove_source_ranges"] = json!(["10.0.0.1/32"]);
    let mut create = ranges("add_source_ranges", json!(["10.0.0.2"]));
    create["action"] = json!("create");
    for (tool, arguments, code) in [
        (MIDDLEWARE, both, "conflicting-arguments"),
        (MIDDLEWARE, swap, "conflicting-arguments"),
        (MIDDLEWARE, create, "conflicting-arguments"),
        (MIDDLEWARE, ranges("remove_source_ranges", json!(["192.168.1.7"])), "not-in-list"),
        (MIDDLEWARE, ranges("remove_source_ranges", json!(["10.0.0.1", "192.168.1.0/24"])), "last-of-list"),
        (MIDDLEWARE, ranges("add_source_ranges", json!(["10.0.0.300"])), "invalid-source-range"),
        (MIDDLEWARE, of("middleware_name", "db-limit", "add_source_ranges", json!(["::1"])), "other-type"),
        (ROUTE, route("remove_middlewares", json!(["db-limit"])), "not-in-list"),
        (ROUTE, route("remove_entry_points", json!(["postgresql"])), "last-of-list"),
        (ROUTE, route("remove_entry_points", json!(["redis"])), "not-in-list"),
    ] {
        assert_eq!(refused(store, tool, arguments.clone()), code, "{arguments}");
    }
    assert_eq!(serde_json::to_value(store.list().unwrap().objects()).unwrap(), before);
}

/// Issue 14, point 6: the workflow's scenario C, step 1, word for word.
fn a_route_leads_to_the_service_that_it_is_named_after(store: &mut dyn Store) {
    let made = call(
        store,
        ROUTE,
        json!({
            "route_name": "redis-route", "service_port": 6379, "entry_points": ["redis"],
            "sni_match": "redis.example.com", "tls_passthrough": true,
        }),
    );
    assert_eq!(made["spec"]["routes"][0]["services"], json!([{ "name": "redis", "port": 6379 }]));
    let message = made["message"].as_str().unwrap();
    assert!(message.contains("leads to the Service `redis`, after the route's name"), "{message}");
    for (name, service) in [("pg", "pg"), ("a-route-b", "a-route-b"), ("route", "route")] {
        let made = call(store, ROUTE, json!({ "route_name": name }));
        assert_eq!(made["spec"]["routes"][0]["services"][0]["name"], service);
        let given = call(store, ROUTE, json!({ "route_name": name, "service_name": "given" }));
        assert!(!given["message"].as_str().unwrap().contains("after the route's name"), "{given}");
    }
    let manifest = json!({ "manifest_type": "ingress_route_tcp", "name": "redis-route" });
    let made = call(store, "traefik_generate_routing_manifest", manifest);
    assert!(made["yaml"].as_str().unwrap().contains("name: redis\n"), "{made}");
    assert!(made["message"].as_str().unwrap().contains("`redis`"), "{made}");
}

fn a_plan_is_what_the_call_does(store: &mut dyn Store) {
    given(store, STATE);
    let create = json!({ "route_name": "second", "service_name": "a", "entry_points": ["more"] });
    for (tool, arguments, change, line) in [
        (MIDDLEWARE, ranges("add_source_ranges", json!(["10.1.0.0/16"])), "update", "+ 10.1.0.0/16"),
        (MIDDLEWARE, ranges("remove_source_ranges", json!(["10.0.0.1"])), "update", "- 10.0.0.1"),
        (ROUTE, route("service_port", json!(6432)), "update", "6432"),
        (ROUTE, route("service_port", json!(6432)), "none", ""),
        (ROUTE, route("remove_middlewares", json!(["db-allowlist"])), "update", "db-allowlist"),
        (ROUTE, create.clone(), "create", "+ [\"more\"]"),
        (ROUTE, json!({ "route_name": "second", "action": "delete" }), "delete", "- [\"more\"]"),
    ] {
        let before = serde_json::to_value(store.list().unwrap().objects()).unwrap();
        let plan = operation::plan(store, tool, &arguments).unwrap().unwrap();
        assert_eq!(serde_json::to_value(store.list().unwrap().objects()).unwrap(), before, "{arguments}");
        assert_eq!(plan["change"], change, "{plan}");
        let lines = plan["lines"].to_string().replace("\\\"", "\"");
        assert!(lines.contains(line), "{lines} has no {line}");
        let made = call(store, tool, arguments);
        for same in ["verdict", "newly_admitted", "shut_out", "removed", "warnings"] {
            assert_eq!(plan[same], made[same], "{same}: {plan}");
        }
    }
    let missing = operation::plan(store, ROUTE, &json!({ "route_name": "second", "action": "delete" }));
    assert_eq!(missing.unwrap_err().code, "not-found");
    let read_only = operation::plan(store, "traefik_generate_routing_manifest", &json!({}));
    assert_eq!(read_only.unwrap(), None);
}
