//! An update through the tools, over any store: only the arguments that are given change, and what they cannot express is
//! kept or refused. Each test begins with a new store that is empty.

use serde_json::{Value, json};
use tcpgen::operation;
use tcpgen::resource::{Kind, Object, ObjectRef, Spec};
use tcpgen::source::Sources;
use tcpgen::store::Store;
use tcpgen::{Options, compile};

use crate::stores::suite::{MIDDLEWARE, ROUTE, call, refused};

/// All of it.
pub fn run(new: &mut dyn FnMut() -> Box<dyn Store + Send>) {
    an_update_changes_only_what_is_given(&mut *new());
    an_update_keeps_what_no_argument_can_express(&mut *new());
    an_ambiguous_update_is_refused(&mut *new());
    an_update_of_tls(&mut *new());
    an_update_of_a_middleware_keeps_its_type(&mut *new());
    an_update_of_what_is_not_there_is_not_found(&mut *new());
    an_update_of_an_object_that_was_changed_meanwhile_is_refused(&mut *new());
}

fn spec(store: &dyn Store, kind: Kind, name: &str) -> Value {
    let stored = store.get(kind, ObjectRef { namespace: "default", name }).unwrap().unwrap();
    serde_json::to_value(stored.object.spec).unwrap()
}

fn route(store: &dyn Store, name: &str) -> Value {
    spec(store, Kind::IngressRouteTcp, name)
}

/// Puts the objects of a state into a store, as another writer would.
pub fn given(store: &mut dyn Store, text: &str) {
    let compilation = compile(&Sources::single("a.toml", text), &Options::default());
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
    for object in compilation.resources.emitted() {
        store.apply(object.clone()).unwrap();
    }
}

pub fn update(name: &str, argument: &str, value: Value) -> Value {
    json!({ "route_name": name, "action": "update", argument: value })
}

pub const PG: &str = "\
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

pub const FULL: &str = "\
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

fn an_update_keeps_what_no_argument_can_express(store: &mut dyn Store) {
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

fn an_ambiguous_update_is_refused(store: &mut dyn Store) {
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
