//! What the tools do to what is there already, over any store: an update keeps what it does not name, every change reports
//! what it takes away and who gets in anew, and what others need or own is changed only when that is asked for. Each test
//! begins with a new store that is empty.

use serde_json::{Value, json};
use tcpgen::operation;
use tcpgen::resource::{Kind, Object, ObjectRef, Spec};
use tcpgen::source::Sources;
use tcpgen::store::{Fenced, Store};
use tcpgen::{Options, compile};

use crate::stores::suite::{MIDDLEWARE, ROUTE, call, codes, refused};

type New<'n> = &'n mut dyn FnMut() -> Box<dyn Store + Send>;

/// All of it.
pub fn run(new: New<'_>) {
    an_update_changes_only_what_is_given(&mut *new());
    an_update_keeps_what_no_argument_can_say(&mut *new());
    an_update_that_cannot_tell_what_is_meant_is_refused(&mut *new());
    an_update_of_tls(&mut *new());
    an_update_of_a_middleware_keeps_its_type(&mut *new());
    an_update_of_what_is_not_there_is_not_found(&mut *new());
    an_update_of_an_object_that_was_changed_meanwhile_is_refused(&mut *new());
    what_a_create_takes_away_is_reported(&mut *new());
    who_gets_in_anew_is_reported(&mut *new());
    a_middleware_in_use_is_not_deleted(&mut *new());
    an_object_of_another_state_is_not_changed(&mut *new());
    beyond_a_fence_nothing_is_read_or_written(new());
}

fn spec(store: &dyn Store, kind: Kind, name: &str) -> Value {
    let stored = store.get(kind, ObjectRef { namespace: "default", name }).unwrap().unwrap();
    serde_json::to_value(stored.object.spec).unwrap()
}

fn route(store: &dyn Store, name: &str) -> Value {
    spec(store, Kind::IngressRouteTcp, name)
}

/// Puts the objects of a state into a store, as somebody else has written them.
fn given(store: &mut dyn Store, text: &str) {
    let compilation = compile(&Sources::single("a.toml", text), Options::default());
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
    for object in compilation.resources.emitted() {
        store.apply(object.clone()).unwrap();
    }
}

fn update(name: &str, argument: &str, value: Value) -> Value {
    json!({ "route_name": name, "action": "update", argument: value })
}

const PG: &str = "\
[middlewares.office]
ip_allow_list = ['10.0.0.0/8']
[routes.pg]
entry_points = ['redis']
sni = 'redis.example.com'
tls = 'passthrough'
service = 'redis:6379'
middlewares = ['office', 'ops/limit']
labels = { team = 'data' }
";

fn an_update_changes_only_what_is_given(store: &mut dyn Store) {
    given(store, PG);
    let before = route(store, "pg");
    for (arguments, place, value) in [
        (update("pg", "service_name", json!("hello-world")), "/routes/0/services/0/name", json!("hello-world")),
        (update("pg", "service_port", json!("pg")), "/routes/0/services/0/port", json!("pg")),
        (update("pg", "entry_points", json!(["redis", "more"])), "/entryPoints", json!(["redis", "more"])),
        (update("pg", "sni_match", json!("b.example.com")), "/routes/0/match", json!("HostSNI(`b.example.com`)")),
        (
            update("pg", "middlewares", json!(["office", "ops/limit", "third"])),
            "/routes/0/middlewares",
            json!([{ "name": "office" }, { "name": "limit", "namespace": "ops" }, { "name": "third" }]),
        ),
    ] {
        let made = call(store, ROUTE, arguments.clone());
        assert_eq!((&made["result"], &made["removed"]), (&json!("updated"), &json!([])), "{arguments}");
        let mut expected = before.clone();
        *expected.pointer_mut(place).unwrap() = value;
        assert_eq!((&route(store, "pg"), &made["spec"]), (&expected, &expected), "{arguments}");
        assert_eq!(call(store, ROUTE, arguments)["result"], "unchanged");
        given(store, PG);
    }
    let listed = operation::list(store).unwrap();
    assert_eq!(listed["tcp_routes"][0]["labels"]["team"], "data");
}

const FULL: &str = "\
[routes.full]
entry_points = ['pg']
match = 'HostSNI(`db.example.com`) && ClientIP(`10.0.0.0/8`)'
priority = 20
service = { name = 'a', port = 1, weight = 3, servers_transport = 'slow', native_lb = true }
middlewares = ['office']
tls = { secret_name = 'cert', options = 'modern', cert_resolver = 'le', domains = [{ main = 'db.example.com' }] }
[routes.split]
entry_points = ['pg']
tls = { secret_name = 'cert' }
rules = [
  { sni = 'a.example.com', services = [{ name = 'a', port = 1, weight = 3 }, { name = 'b', port = 1 }], middlewares = ['office'] },
  { sni = 'b.example.com', service = 'c:1' },
]
[routes.weighted]
entry_points = ['pg']
services = [{ name = 'a', port = 1, weight = 3 }, { name = 'b', port = 1 }]
[middlewares.office]
ip_allow_list = ['10.0.0.0/8']
[servers_transports.slow]
dial_timeout = '5s'
[tls_options.modern]
min_version = 'VersionTLS13'
";

fn an_update_keeps_what_no_argument_can_say(store: &mut dyn Store) {
    given(store, FULL);
    let mut expected = route(store, "full");
    call(store, ROUTE, update("full", "service_name", json!("b")));
    expected["routes"][0]["services"][0]["name"] = json!("b");
    assert_eq!(route(store, "full"), expected);
    call(store, ROUTE, update("full", "tls_secret_name", json!("other")));
    expected["tls"]["secretName"] = json!("other");
    assert_eq!(route(store, "full"), expected);
    let mut expected = route(store, "split");
    call(store, ROUTE, update("split", "entry_points", json!(["pg", "more"])));
    expected["entryPoints"] = json!(["pg", "more"]);
    assert_eq!(route(store, "split"), expected);
}

fn an_update_that_cannot_tell_what_is_meant_is_refused(store: &mut dyn Store) {
    given(store, FULL);
    let before = ["full", "split", "weighted"].map(|name| route(store, name));
    for (arguments, code, named) in [
        (update("split", "service_name", json!("b")), "several-rules", "`HostSNI(`b.example.com`)`"),
        (update("split", "service_port", json!(2)), "several-rules", "`service_port`"),
        (update("split", "sni_match", json!("b")), "several-rules", "`sni_match`"),
        (update("split", "middlewares", json!([])), "several-rules", "`middlewares`"),
        (update("weighted", "service_name", json!("c")), "several-services", "`a`, `b`"),
        (update("full", "sni_match", json!("*")), "more-than-sni", "ClientIP"),
        (json!({ "route_name": "full", "action": "update" }), "missing-argument", "service_name"),
        (update("full", "service_name", json!("a:b")), "invalid-service", ""),
        (update("full", "tls_secret_name", json!("")), "invalid-arguments", "`tls_secret_name` is empty"),
    ] {
        let refusal = operation::call(store, ROUTE, &arguments).unwrap_err();
        assert_eq!(refusal.code, code, "{arguments}: {refusal:?}");
        assert!(refusal.message.contains(named) && refusal.help.is_some(), "{refusal:?}");
        assert_eq!(["full", "split", "weighted"].map(|name| route(store, name)), before);
    }
}

fn an_update_of_tls(store: &mut dyn Store) {
    given(store, PG);
    let made = call(store, ROUTE, update("pg", "tls_passthrough", json!(false)));
    assert_eq!(made["removed"], json!(["tls"]));
    assert_eq!(made["spec"].get("tls"), None, "an empty table would have Traefik end TLS");
    let made = call(store, ROUTE, update("pg", "tls_secret_name", json!("cert")));
    assert_eq!((&made["removed"], &made["spec"]["tls"]), (&json!([]), &json!({ "secretName": "cert" })));
    let same = call(store, ROUTE, update("pg", "tls_passthrough", json!(false)));
    assert_eq!(same["result"], "unchanged");
}

fn an_update_of_a_middleware_keeps_its_type(store: &mut dyn Store) {
    given(store, "[middlewares.list]\nip_allow_list = ['10.0.0.1']\n[middlewares.limit]\nin_flight_conn = 5\n");
    let of = |name: &str, more: Value| {
        let mut arguments = json!({ "middleware_name": name, "action": "update" });
        arguments.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        arguments
    };
    for (arguments, code) in [
        (of("list", json!({ "amount": 20 })), "other-type"),
        (of("list", json!({ "amount": 20, "middleware_type": "in_flight_conn" })), "other-type"),
        (of("limit", json!({ "source_ranges": ["::1"] })), "other-type"),
        (of("list", json!({ "source_ranges": ["::1"], "middleware_type": "in_flight_conn" })), "other-type"),
        (of("list", json!({})), "missing-argument"),
    ] {
        assert_eq!(refused(store, MIDDLEWARE, arguments.clone()), code, "{arguments}");
    }
    let made = call(store, MIDDLEWARE, of("list", json!({ "source_ranges": ["::1"] })));
    assert_eq!((&made["spec"], &made["removed"]), (&json!({ "ipAllowList": { "sourceRange": ["::1"] } }), &json!([])));
    let made = call(store, MIDDLEWARE, of("limit", json!({ "amount": 6 })));
    assert_eq!(made["spec"], json!({ "inFlightConn": { "amount": 6 } }));
}

fn an_update_of_what_is_not_there_is_not_found(store: &mut dyn Store) {
    given(store, PG);
    assert_eq!(refused(store, ROUTE, update("pgs", "service_name", json!("a"))), "not-found");
    let limit = json!({ "middleware_name": "nobody", "action": "update", "source_ranges": ["::1"] });
    assert_eq!(refused(store, MIDDLEWARE, limit), "not-found");
    assert_eq!(store.list().unwrap().emitted().count(), 2);
}

fn an_update_of_an_object_that_was_changed_meanwhile_is_refused(store: &mut dyn Store) {
    given(store, PG);
    let name = ObjectRef { namespace: "default", name: "pg" };
    let seen = store.get(Kind::IngressRouteTcp, name).unwrap().unwrap().object;
    call(store, ROUTE, update("pg", "entry_points", json!(["other"])));
    let mut mine: Object = seen.clone();
    if let Spec::IngressRouteTcp(route) = &mut mine.spec {
        route.routes[0].services.clear();
    }
    assert_eq!(store.apply_spec_to(&seen, mine).unwrap_err().code, "changed-underneath");
    assert_eq!(route(store, "pg")["entryPoints"], json!(["other"]));
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
    assert_eq!(newcomer["was"]["refused_by"], "default/office");
    assert_eq!(newcomer["now"]["services"][0]["service"], "default/postgres");
    assert!(made["message"].as_str().unwrap().contains(" to postgresql gets in now (was closed by default/office)"));
    let narrower = json!({ "middleware_name": "office", "action": "update", "source_ranges": ["10.0.0.1"] });
    assert_eq!(call(store, MIDDLEWARE, narrower)["newly_admitted"], json!([]));
    let gone = call(store, ROUTE, json!({ "route_name": "pg", "action": "delete" }));
    assert_eq!(
        gone["newly_admitted"][0]["was"]["refused_by"], "default/office",
        "they come to the open route now: {gone}"
    );
    assert_eq!(gone["newly_admitted"][0]["now"]["services"][0]["service"], "default/replica");
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
    assert_eq!(gone["newly_admitted"][0]["now"]["services"][0]["service"], "default/replica", "{gone}");
    given(store, GUARDED);
    call(store, ROUTE, update("pg", "middlewares", json!([])));
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
    // That of `pg` names a middleware of another namespace, which Traefik refuses.
    assert_eq!(decided(&mut store, "203.0.113.9")["router"], "prod/open");
    let checked = call(&mut store, "tcpgen_check", json!({})).to_string();
    assert!(!checked.contains("default/"), "{checked}");
    assert!(!checked.contains("unknown-middleware"), "that of `stage` may be there: {checked}");
    let other = json!({ "state": "namespace = 'stage'\n[routes.a]\nentry_points = ['e']\nservice = 'a:1'\n" });
    assert_eq!(refused(&mut store, "tcpgen_diff", other), "outside-namespaces");
    let beyond =
        json!({ "route_name": "pg", "namespace": "prod", "action": "update", "service_name": "stage/postgres" });
    assert_eq!(refused(&mut store, ROUTE, beyond), "outside-namespaces");
    let made = json!({ "route_name": "pg", "namespace": "prod", "action": "update", "service_port": 80 });
    assert_eq!(call(&mut store, ROUTE, made)["result"], "updated");
}
