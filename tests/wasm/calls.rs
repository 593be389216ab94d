//! Every function once, and what wrong calls come to.

use serde_json::json;
use tcpgen::wasm;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::js::{object, source, state, thrown, told};

const POSTGRES: &str = include_str!("../../examples/postgres.toml");
const POSTGRES_YAML: &str = include_str!("../../examples/postgres.yaml");

#[wasm_bindgen_test]
fn a_state_becomes_objects_with_their_yaml() {
    let found = told(wasm::compile(&state(POSTGRES), &JsValue::UNDEFINED));
    assert_eq!(found["diagnostics"], json!([]));
    assert_eq!(found["yaml"], POSTGRES_YAML);
    assert_eq!(found["objects"][1]["kind"], "IngressRouteTCP");
    assert_eq!(found["objects"][1]["name"], "postgres-route");
    assert!(POSTGRES_YAML.ends_with(found["objects"][1]["yaml"].as_str().unwrap()));
}

#[wasm_bindgen_test]
fn errors_leave_no_objects_and_strict_makes_errors_of_warnings() {
    let unknown = state("[routes.a]\nentry_points = ['pg']\nservice = 'a:1'\nsni = 'a.b'\n");
    let lax = told(wasm::compile(&unknown, &JsValue::NULL));
    assert_eq!(lax["objects"].as_array().unwrap().len(), 1);
    assert_eq!(lax["diagnostics"][0]["severity"], "warning");
    let strict = told(wasm::compile(&unknown, &object(&[("strict", true.into())])));
    assert_eq!(strict["objects"], json!([]));
    assert_eq!(strict["yaml"], "");
    assert_eq!(strict["diagnostics"][0]["severity"], "error");
}

#[wasm_bindgen_test]
fn each_target_is_built_or_says_why_not() {
    let target = |name: &str| object(&[("target", name.into())]);
    assert_eq!(told(wasm::build(&state(POSTGRES), &target("crd")))["text"], POSTGRES_YAML);
    let values = told(wasm::build(&state(POSTGRES), &target("helm-values")));
    assert!(values["text"].as_str().unwrap().contains("postgresql:"), "{values}");
    let none = told(wasm::build(&state(""), &target("helm-values")));
    assert_eq!(none["error"]["message"], "the state declares no entry points, so the chart has nothing to open");
    assert!(none["error"]["help"].is_string());
    let json = object(&[("target", "crd".into()), ("format", "json".into())]);
    let list = told(wasm::build(&state(POSTGRES), &json));
    let list: serde_json::Value = serde_json::from_str(list["text"].as_str().unwrap()).unwrap();
    assert_eq!(list["kind"], "List");
}

#[wasm_bindgen_test]
fn a_connection_is_decided_and_a_wrong_address_is_told() {
    let connection = |ip: &str| object(&[("entry_point", "postgresql".into()), ("client_ip", ip.into())]);
    let found = told(wasm::route(&state(POSTGRES), &connection("192.168.1.7"), &JsValue::UNDEFINED));
    assert_eq!(found["decision"]["outcome"], "forwarded");
    let refused = told(wasm::route(&state(POSTGRES), &connection("203.0.113.9"), &JsValue::UNDEFINED));
    assert_eq!(refused["decision"]["reason"], "denied-by-middleware");
    let wrong = told(wasm::route(&state(POSTGRES), &connection("here"), &JsValue::UNDEFINED));
    assert_eq!(wrong["error"], "`here` is not an IPv4 or IPv6 address");
}

#[wasm_bindgen_test]
fn what_can_be_read_of_a_state_with_errors_is_routed_and_listed() {
    let text = format!("{POSTGRES}\n[routes.broken]\nservise = 1\n");
    let connection = object(&[("entry_point", "postgresql".into()), ("client_ip", "192.168.1.7".into())]);
    let found = told(wasm::route(&state(&text), &connection, &JsValue::UNDEFINED));
    assert_eq!(found["decision"]["router"], "default/postgres-route");
    assert!(found["error"].is_null());
    assert_eq!(found["diagnostics"][0]["severity"], "error");
    let list = told(wasm::list(&state(&text), &JsValue::UNDEFINED));
    assert_eq!(list["tcp_routes"][0]["name"], "postgres-route");
    let nothing = told(wasm::route(&state("x"), &connection, &JsValue::UNDEFINED));
    assert_eq!(nothing["decision"]["outcome"], "closed");
    assert_eq!(told(wasm::list(&state("x"), &JsValue::UNDEFINED))["count"], 0);
}

#[wasm_bindgen_test]
fn scenarios_are_outlined_and_run_with_the_cluster_between_the_steps() {
    let outline = told(wasm::outline(&state(POSTGRES), &JsValue::UNDEFINED));
    let name = outline["scenarios"][0]["name"].as_str().unwrap().to_owned();
    let run = told(wasm::run_scenario(&state(POSTGRES), &name.as_str().into(), &JsValue::UNDEFINED));
    assert_eq!(run["scenario"]["passed"], true);
    let steps = run["scenario"]["steps"].as_array().unwrap().len();
    assert_eq!(run["snapshots"].as_array().unwrap().len(), steps + 1);
    assert_eq!(run["snapshots"][0]["listing"]["count"], 1);
    let wrong = told(wasm::run_scenario(&state(POSTGRES), &name[1..].into(), &JsValue::UNDEFINED));
    assert_eq!(wrong["error"], format!("there is no scenario `{}`: did you mean `{name}`?", &name[1..]));
}

#[wasm_bindgen_test]
fn manifests_are_listed_and_imported() {
    let list = told(wasm::list(&source("a.yaml", POSTGRES_YAML), &JsValue::UNDEFINED));
    assert_eq!(list["tcp_routes"][0]["name"], "postgres-route");
    let imported = told(wasm::import_manifests(&POSTGRES_YAML.into()));
    let again = told(wasm::compile(&state(imported["toml"].as_str().unwrap()), &JsValue::UNDEFINED));
    assert_eq!(again["yaml"], POSTGRES_YAML);
}

#[wasm_bindgen_test]
fn codes_are_explained_and_the_schema_is_there() {
    let found = told(wasm::explain(&"sni-without-tls".into()));
    assert_eq!(found["severity"], "warning");
    assert!(found["markdown"].as_str().unwrap().contains("```toml"));
    assert!(told(wasm::explain(&"failed-expectation".into()))["markdown"].is_string());
    assert!(told(wasm::explain(&"no-such-code".into())).is_null());
    assert!(told(wasm::schema())["properties"]["routes"].is_object());
    assert_eq!(wasm::version(), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
fn a_wrong_call_throws_and_says_what_is_wrong() {
    let nothing = JsValue::UNDEFINED;
    assert!(thrown(wasm::compile(&nothing, &nothing)).starts_with("sources: "));
    let number = source("a.toml", 1);
    assert!(thrown(wasm::outline(&number, &JsValue::UNDEFINED)).contains("expected a string"));
    let target = object(&[("target", "docker".into())]);
    assert_eq!(
        thrown(wasm::build(&state(""), &target)),
        "options: `target` is crd, helm-values, helm-chart-config or file"
    );
    let endless = js_sys::Array::new();
    endless.push(&endless);
    assert_eq!(thrown(wasm::list(&endless, &JsValue::UNDEFINED)), "sources: it is nested too deeply");
    assert!(thrown(wasm::route(&state(""), &object(&[]), &JsValue::UNDEFINED)).contains("entry_point"));
    let function = js_sys::Function::new_no_args("return 1");
    assert_eq!(thrown(wasm::compile(&state(&function), &nothing)), "sources: it is not plain data");
}

#[wasm_bindgen_test]
fn two_versions_of_traefik_are_compared() {
    let text = "[routes.r]\nentry_points = ['a']\nsni = 'UP.test'\nservice = 's:1'\ntls = {}\n";
    let from_to = |from: &str, to: &JsValue| wasm::upgrade(&state(text), &from.into(), to);
    let upgraded = told(from_to("3.6.15", &"3.7.15".into()));
    assert_eq!(upgraded["different"], true);
    assert_eq!(upgraded["changes"][0]["id"], "caseless-hosts");
    assert_eq!(upgraded["changes"][0]["connections"][0]["connection"]["sni"], "up.test");
    assert_eq!(told(wasm::upgrade(&state(text), &JsValue::UNDEFINED, &JsValue::NULL))["different"], false);
    assert_eq!(told(wasm::upgrade(&state("routes = 1"), &JsValue::NULL, &JsValue::NULL))["whole"], false);
    assert!(thrown(from_to("4", &JsValue::NULL)).contains("from: write it as"));
}

#[wasm_bindgen_test]
fn who_reaches_what_is_a_table_in_words_or_says_what_is_wrong_with_the_request() {
    let one = |key: &str, value: &str| object(&[(key, js_sys::Array::of1(&value.into()).into())]);
    let table = told(wasm::reach_table(&state(POSTGRES), &one("to", "postgres")));
    assert_eq!(table["columns"][1], "Clients");
    assert_eq!(table["rows"][0]["outcome"], "forwarded");
    assert_eq!(table["rows"][0]["witness"]["entry_point"], "postgresql");
    let wrong = told(wasm::reach_table(&state(POSTGRES), &one("from", "here")));
    assert_eq!(wrong["rows"], json!([]));
    assert!(wrong["error"]["message"].as_str().unwrap().contains("`here`"), "{wrong}");
}

#[wasm_bindgen_test]
fn two_states_are_compared_unless_one_of_them_cannot_be_read_in_full() {
    let open = POSTGRES.replace(r#"middlewares = ["db-allowlist"]"#, "");
    assert_ne!(open, POSTGRES);
    let compared = told(wasm::diff(&state(POSTGRES), &state(open), &JsValue::UNDEFINED));
    assert_eq!(compared["difference"]["verdict"], "wider");
    assert_eq!(compared["table"]["headline"], "wider: nobody is shut out");
    assert_eq!(compared["table"]["rows"][0]["change"], "opened");
    assert_eq!(compared["table"]["rows"][0]["cells"][0], "gets in");
    let broken = told(wasm::diff(&state("routes = 1"), &state(POSTGRES), &JsValue::UNDEFINED));
    assert_eq!([&broken["difference"], &broken["table"]], [&serde_json::Value::Null; 2]);
    assert_eq!(broken["diagnostics"]["before"][0]["severity"], "error");
    assert_eq!(broken["diagnostics"]["after"], json!([]));
    assert!(thrown(wasm::diff(&state(""), &JsValue::NULL, &JsValue::NULL)).starts_with("sources: "));
}

#[wasm_bindgen_test]
fn every_answer_is_for_the_version_that_is_asked_for() {
    let text = "[routes.r]\nentry_points = ['a']\nsni = '*.b.test'\nservice = 's:1'\ntls = 'passthrough'\n\n[scenarios.s]\nsteps = [{ connect = { entry_point = 'a', client_ip = '10.0.0.1', sni = 'x.b.test' }, expect = 'forwarded' }]\n";
    let passes = |traefik: &str| {
        let options = object(&[("traefik", traefik.into())]);
        let run = told(wasm::run_scenario(&state(text), &"s".into(), &options));
        assert_eq!(told(wasm::list(&state(text), &options))["count"], 1);
        run["scenario"]["passed"].as_bool().unwrap()
    };
    assert!(passes("3.7") && !passes("3.6"), "a wildcard is taken since 3.7");
}

#[wasm_bindgen_test]
fn an_editor_asks_at_a_place_in_utf16() {
    let text = format!("# 😀\n{POSTGRES}");
    let units = |part: &str| text[..text.find(part).unwrap()].encode_utf16().count();
    let at = |utf16: usize| object(&[("file", "tcpgen.toml".into()), ("utf16", (utf16 as f64).into())]);
    let use_of_guard = at(units("\"db-allowlist\"") + 3);
    let found = told(wasm::definition(&state(&text), &use_of_guard, &JsValue::UNDEFINED));
    assert_eq!(found["definition"]["start"]["utf16"], units("db-allowlist]"));
    assert_eq!(found["renamable"], true);
    let hover = told(wasm::hover(&state(&text), &use_of_guard, &JsValue::UNDEFINED));
    assert!(hover["markdown"].as_str().unwrap().contains("Admits clients from"));
    let rename = told(wasm::rename(&state(&text), &use_of_guard, &"office".into(), &JsValue::UNDEFINED));
    assert_eq!(rename["edits"].as_array().unwrap().len(), found["references"].as_array().unwrap().len());
    let refused = told(wasm::rename(&state(&text), &use_of_guard, &"No".into(), &JsValue::UNDEFINED));
    assert!(refused["error"].as_str().unwrap().contains("cannot be the name"));
    let items = told(wasm::complete(&state(&text), &use_of_guard, &JsValue::UNDEFINED));
    assert_eq!(items["items"][0]["label"], "db-allowlist");
}
