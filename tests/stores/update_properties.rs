//! Random updates of random routes: an update keeps what it does not name. `TCPGEN_UPDATES=10000` makes more of them.

use std::cell::Cell;

use proptest::prelude::{Strategy, any};
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use tcpgen::operation;
use tcpgen::resource::{Kind, Object, Resources};
use tcpgen::store::{Memory, Store};

use crate::stores::arbitrary;
use crate::stores::suite::ROUTE;

/// The arguments of an update, what they may change in the object, and what they may take away.
const ARGUMENTS: [(&str, &[&str], &[&str]); 7] = [
    ("service_name", &["/spec/routes/0/services/0/name", "/spec/routes/0/services/0/namespace"], &[]),
    ("service_port", &["/spec/routes/0/services/0/port"], &[]),
    ("entry_points", &["/spec/entryPoints"], &["entry_points"]),
    ("sni_match", &["/spec/routes/0/match"], &["sni_match"]),
    ("tls_passthrough", &["/spec/tls/passthrough"], &["tls", "tls_passthrough"]),
    ("tls_secret_name", &["/spec/tls/secretName"], &[]),
    ("middlewares", &["/spec/routes/0/middlewares"], &["middlewares"]),
];

fn value(argument: &str, other: bool) -> Value {
    match argument {
        "service_name" => json!(if other { "data/new" } else { "new" }),
        "service_port" => json!(7777),
        "entry_points" => json!(["new-a", "new-b"]),
        "sni_match" => json!(if other { "*" } else { "new.example.com" }),
        "tls_passthrough" => json!(other),
        "tls_secret_name" => json!("new-cert"),
        _ => json!(["new-guard"]),
    }
}

/// Some of the arguments.
fn arguments() -> impl Strategy<Value = Vec<(usize, bool)>> {
    let one = (select((0..ARGUMENTS.len()).collect::<Vec<_>>()), any::<bool>());
    proptest::collection::vec(one, 1..4)
}

/// The object without what the arguments may change, and without a `tls` that has nothing else.
fn rest(object: &Object, chosen: &[usize]) -> Value {
    let mut object = serde_json::to_value(object).unwrap();
    for path in chosen.iter().flat_map(|&at| ARGUMENTS[at].1) {
        let (table, key) = path.rsplit_once('/').unwrap();
        if let Some(table) = object.pointer_mut(table).and_then(Value::as_object_mut) {
            table.remove(key);
        }
    }
    if object["spec"]["tls"] == json!({}) {
        object["spec"].as_object_mut().unwrap().remove("tls");
    }
    object
}

/// A route with one rule and one service if there is one: most arguments are refused for other routes.
fn target(resources: &Resources) -> Option<&Object> {
    let simple = resources.routes().find(|(_, route)| matches!(&route.routes[..], [rule] if rule.services.len() == 1));
    simple.or_else(|| resources.routes().next()).map(|(object, _)| object)
}

/// Whether the update was made.
fn keeps_the_rest(resources: &Resources, chosen: &[(usize, bool)]) -> bool {
    let Some(route) = target(resources) else { return false };
    let name = route.object_ref();
    let mut call = Map::new();
    call.insert("route_name".to_owned(), json!(name.name));
    call.insert("namespace".to_owned(), json!(name.namespace));
    call.insert("action".to_owned(), json!("update"));
    for &(at, other) in chosen {
        call.insert(ARGUMENTS[at].0.to_owned(), value(ARGUMENTS[at].0, other));
    }
    let mut store = Memory::with(resources.objects().iter().cloned());
    let before = store.resources();
    let done = operation::call(&mut store, ROUTE, &Value::Object(call.clone()));
    let others = |resources: &Resources| -> Vec<Object> {
        let is_other = |object: &&Object| object.kind() != Kind::IngressRouteTcp || object.object_ref() != name;
        resources.objects().iter().filter(is_other).cloned().collect()
    };
    assert_eq!(others(&store.resources()), others(&before), "{call:?}");
    let after = store.get(Kind::IngressRouteTcp, name).unwrap().unwrap().object;
    let Ok(answer) = done else {
        assert_eq!(after, *route, "a refused update changes nothing: {call:?}");
        return false;
    };
    let chosen: Vec<usize> = chosen.iter().map(|(at, _)| *at).collect();
    assert_eq!(rest(&after, &chosen), rest(route, &chosen), "{call:?}");
    let may_go: Vec<&str> = chosen.iter().flat_map(|&at| ARGUMENTS[at].2).copied().collect();
    for key in answer["removed"].as_array().unwrap() {
        assert!(may_go.contains(&key.as_str().unwrap()), "{call:?} took {key} away");
    }
    true
}

#[test]
fn an_update_keeps_what_it_does_not_name() {
    let cases = std::env::var("TCPGEN_UPDATES").ok().and_then(|count| count.parse().ok()).unwrap_or(96);
    let mut runner = TestRunner::new_with_rng(
        Config { cases, failure_persistence: None, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let made = Cell::new(0_u32);
    let updates = (arbitrary::resources(), arguments());
    let outcome = runner.run(&updates, |(resources, chosen)| {
        made.set(made.get() + u32::from(keeps_the_rest(&resources, &chosen)));
        Ok(())
    });
    outcome.unwrap();
    println!("{} of {cases} updates were made, and the others refused", made.get());
    assert!(made.get() * 20 > cases, "only {} of {cases} updates were made", made.get());
}
