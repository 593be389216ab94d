//! What the tools do to objects that others need or own, over any store: every change reports what it takes away and who
//! gets in anew, and anything beyond that needs a flag. Each test begins with a new store that is empty.

use serde_json::{Value, json};
use tcpgen::operation;
use tcpgen::resource::{Kind, ObjectRef};
use tcpgen::store::{Fenced, Store};

use crate::stores::suite::{MIDDLEWARE, ROUTE, call, codes, refused};
use crate::stores::updates::{FULL, PG, given, update};

type New<'n> = &'n mut dyn FnMut() -> Box<dyn Store + Send>;

/// All of it.
pub fn run(new: New<'_>) {
    what_a_create_takes_away_is_reported(&mut *new());
    who_gets_in_anew_is_reported(&mut *new());
    a_middleware_in_use_is_not_deleted(&mut *new());
    an_object_of_another_state_is_not_changed(&mut *new());
    beyond_a_fence_nothing_is_read_or_written(new());
}

fn what_a_create_takes_away_is_reported(store: &mut dyn Store) {
    given(store, PG);
    given(store, FULL);
    let made = call(store, ROUTE, json!({ "route_name": "pg", "service_name": "hello-world", "service_port": 80 }));
    assert_eq!(made["removed"], json!(["entry_points", "sni_match", "middlewares", "tls"]));
    let lost = "which took away `entry_points` (redis), `sni_match` (redis.example.com), `middlewares` (default/office, \
                ops/limit), `tls` (passthrough)";
    assert!(made["message"].as_str().unwrap().contains(lost), "{}", made["message"]);
    let full = json!({ "route_name": "full", "service_name": "a", "entry_points": ["pg"], "tls_secret_name": "cert" });
    let expected = [
        "match",
        "middlewares",
        "priority",
        "weight",
        "servers_transport",
        "native_lb",
        "tls.options",
        "tls.cert_resolver",
        "tls.domains",
    ];
    assert_eq!(call(store, ROUTE, full)["removed"], json!(expected));
    let split = json!({
        "route_name": "split", "service_name": "c", "service_port": 1, "entry_points": ["pg"], "tls_secret_name": "cert",
        "sni_match": "b.example.com",
    });
    let made = call(store, ROUTE, split);
    assert_eq!(made["removed"], json!(["sni_match", "rules", "middlewares", "services", "weight"]));
    let limit = json!({ "middleware_name": "office", "middleware_type": "in_flight_conn", "amount": 20 });
    assert_eq!(call(store, MIDDLEWARE, limit.clone())["removed"], json!(["source_ranges"]));
    assert_eq!(call(store, MIDDLEWARE, limit)["removed"], json!([]));
    let gone = call(store, MIDDLEWARE, json!({ "middleware_name": "office", "action": "delete", "force": true }));
    assert_eq!((&gone["removed"], &gone["newly_admitted"]), (&json!(["amount"]), &json!([])));
}

const GUARDED: &str = "\
[middlewares.office]
ip_allow_list = ['10.0.0.0/8']
[routes.open]
entry_points = ['postgresql']
service = 'replica:5432'
[routes.pg]
entry_points = ['postgresql']
match = 'HostSNI(`*`) && ClientIP(`0.0.0.0/0`)'
service = 'postgres:5432'
middlewares = ['office']
";

fn who_gets_in_anew_is_reported(store: &mut dyn Store) {
    given(store, GUARDED);
    let wider =
        json!({ "middleware_name": "office", "action": "update", "source_ranges": ["10.0.0.0/8", "203.0.113.0/24"] });
    let made = call(store, MIDDLEWARE, wider);
    let [newcomer] = made["newly_admitted"].as_array().unwrap().as_slice() else { panic!("{made}") };
    assert!(newcomer["client_ip"].as_str().unwrap().starts_with("203.0.113."), "{newcomer}");
    assert_eq!(newcomer["who"], "203.0.113.0/24 to postgresql");
    assert_eq!(newcomer["was"]["refused_by"], "default/office");
    assert_eq!(newcomer["now"]["services"][0]["service"], "default/postgres:5432");
    assert!(made["message"].as_str().unwrap().contains(" to postgresql gets in now (was closed by default/office)"));
    let narrower = json!({ "middleware_name": "office", "action": "update", "source_ranges": ["10.0.0.1"] });
    assert_eq!(call(store, MIDDLEWARE, narrower)["newly_admitted"], json!([]));
    let gone = call(store, ROUTE, json!({ "route_name": "pg", "action": "delete" }));
    assert_eq!(
        gone["newly_admitted"][0]["was"]["refused_by"], "default/office",
        "they reach the open route now: {gone}"
    );
    assert_eq!(gone["newly_admitted"][0]["now"]["services"][0]["service"], "default/replica:5432");
}

fn a_middleware_in_use_is_not_deleted(store: &mut dyn Store) {
    given(store, GUARDED);
    given(store, "[routes.second]\nentry_points = ['redis']\nservice = 'a:1'\nmiddlewares = ['office']\n");
    let delete = json!({ "middleware_name": "office", "action": "delete" });
    let refusal = operation::call(store, MIDDLEWARE, &delete).unwrap_err();
    assert_eq!(refusal.code, "still-used");
    assert!(refusal.message.ends_with("is used by the routes `default/pg`, `default/second`"), "{refusal:?}");
    assert!(refusal.help.unwrap().contains("force"));
    call(store, ROUTE, update("second", "middlewares", json!([])));
    assert_eq!(refused(store, MIDDLEWARE, delete.clone()), "still-used");
    let mut forced = delete.clone();
    forced["force"] = json!(true);
    let gone = call(store, MIDDLEWARE, forced);
    assert_eq!(codes(&gone), ["guard-fails-open"]);
    assert_eq!(gone["newly_admitted"][0]["now"]["services"][0]["service"], "default/replica:5432", "{gone}");
    given(store, GUARDED);
    call(store, ROUTE, update("pg", "middlewares", json!(["default-office@kubernetescrd"])));
    assert_eq!(refused(store, MIDDLEWARE, delete.clone()), "still-used", "that is the name that Traefik gives it");
    call(store, ROUTE, update("pg", "middlewares", json!(["office@file"])));
    assert_eq!(call(store, MIDDLEWARE, delete)["result"], "deleted");
}

fn an_object_of_another_state_is_not_changed(store: &mut dyn Store) {
    let theirs = "labels = { 'tcpgen.dev/state' = 'payments' }\n";
    given(store, &format!("{theirs}{GUARDED}"));
    let calls = [
        (ROUTE, update("pg", "service_name", json!("other"))),
        (ROUTE, json!({ "route_name": "open", "service_name": "other" })),
        (ROUTE, json!({ "route_name": "open", "action": "delete" })),
        (MIDDLEWARE, json!({ "middleware_name": "office", "source_ranges": ["::1"] })),
        (MIDDLEWARE, json!({ "middleware_name": "office", "action": "delete", "force": true })),
    ];
    let before = serde_json::to_value(store.list().unwrap().objects()).unwrap();
    for (tool, arguments) in &calls {
        let refusal = operation::call(store, tool, arguments).unwrap_err();
        assert_eq!(refusal.code, "of-another-state", "{arguments}");
        assert!(refusal.message.contains("`payments`") && refusal.help.unwrap().contains("take_over"));
    }
    assert_eq!(serde_json::to_value(store.list().unwrap().objects()).unwrap(), before);
    for (tool, mut arguments) in calls {
        arguments["take_over"] = json!(true);
        let made = call(store, tool, arguments);
        assert_eq!(made["state"], "payments", "{made}");
        assert!(made["message"].as_str().unwrap().contains("`payments`"), "{made}");
    }
    let pg = ObjectRef { namespace: "default", name: "pg" };
    let labels = store.get(Kind::IngressRouteTcp, pg).unwrap().unwrap().object.metadata.labels;
    assert_eq!(labels.get("tcpgen.dev/state").map(|name| name.as_str().to_owned()), Some("payments".to_owned()));
}

fn beyond_a_fence_nothing_is_read_or_written(mut store: Box<dyn Store + Send>) {
    for namespace in ["default", "prod", "stage"] {
        given(
            &mut *store,
            &format!("namespace = '{namespace}'\n{}", GUARDED.replace("['office']\n", "['office', 'stage/office']\n")),
        );
    }
    let mut store = Fenced::new(store, ["prod".to_owned(), "ops".to_owned()]);
    let listed = operation::list(&store).unwrap();
    let of_prod =
        |listed: &Value| listed["tcp_routes"].as_array().unwrap().iter().all(|one| one["namespace"] == "prod");
    assert_eq!((&listed["count"], of_prod(&listed)), (&json!(2), true), "{listed}");
    assert_eq!((&listed["scope"], &listed["namespaces"]), (&json!("namespaces"), &json!(["ops", "prod"])));
    for namespace in [Some("stage"), Some("default"), None] {
        for (tool, mut arguments) in [
            (ROUTE, json!({ "route_name": "pg", "service_name": "a" })),
            (ROUTE, update("pg", "service_name", json!("a"))),
            (ROUTE, json!({ "route_name": "pg", "action": "delete" })),
            (MIDDLEWARE, json!({ "middleware_name": "office", "source_ranges": ["::1"] })),
            (MIDDLEWARE, json!({ "middleware_name": "office", "action": "update", "source_ranges": ["::1"] })),
            (MIDDLEWARE, json!({ "middleware_name": "office", "action": "delete", "force": true, "take_over": true })),
        ] {
            if let Some(namespace) = namespace {
                arguments["namespace"] = json!(namespace);
            }
            assert_eq!(refused(&mut store, tool, arguments.clone()), "outside-namespaces", "{arguments}");
        }
    }
    let decided = |store: &mut dyn Store, client_ip: &str| {
        call(store, "tcpgen_route", json!({ "entry_point": "postgresql", "client_ip": client_ip }))["decision"].take()
    };
    // The route `pg` names a middleware of another namespace, which Traefik refuses.
    assert_eq!(decided(&mut store, "203.0.113.9")["router"], "prod/open");
    let checked = call(&mut store, "tcpgen_check", json!({})).to_string();
    assert!(!checked.contains("default/"), "{checked}");
    assert!(!checked.contains("unknown-middleware"), "the one of `stage` may exist: {checked}");
    let other = json!({ "state": "namespace = 'stage'\n[routes.a]\nentry_points = ['e']\nservice = 'a:1'\n" });
    assert_eq!(refused(&mut store, "tcpgen_diff", other), "outside-namespaces");
    let beyond =
        json!({ "route_name": "pg", "namespace": "prod", "action": "update", "service_name": "stage/postgres" });
    assert_eq!(refused(&mut store, ROUTE, beyond), "outside-namespaces");
    let made = json!({ "route_name": "pg", "namespace": "prod", "action": "update", "service_port": 80 });
    assert_eq!(call(&mut store, ROUTE, made)["result"], "updated");
}
