//! Input that nobody means: no function traps on it.

use serde_json::Value;
use tcpgen::wasm;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::js::{object, state, told};

fn compiled(text: &str) -> Value {
    told(wasm::compile(&state(text), &JsValue::UNDEFINED))
}

fn codes(found: &Value) -> Vec<&str> {
    found["diagnostics"].as_array().unwrap().iter().filter_map(|one| one["code"].as_str()).collect()
}

#[wasm_bindgen_test]
fn deep_nesting_is_refused_and_overflows_no_stack() {
    for (open, close) in [("[", "]"), ("{a=", "}"), ("[{a=", "}]")] {
        let text = format!("x = {}1{}", open.repeat(100_000), close.repeat(100_000));
        assert!(!codes(&compiled(&text)).is_empty(), "{open}");
        assert!(!codes(&compiled(&format!("x = {}", open.repeat(100_000)))).is_empty(), "{open} alone");
    }
    let keys = format!("{}b = 1", "a.".repeat(50_000));
    assert!(!codes(&compiled(&keys)).is_empty());
    assert!(!codes(&compiled(&format!("[{}b]", "a.".repeat(50_000)))).is_empty());
}

#[wasm_bindgen_test]
fn a_deep_rule_is_judged_and_routed() {
    let rules = [
        format!("{}HostSNI(`*`){}", "(".repeat(20_000), ")".repeat(20_000)),
        format!("{}HostSNI(`a.b`)", "!".repeat(20_000)),
        format!("HostSNI(`a.b`){}", " && HostSNI(`a.b`)".repeat(10_000)),
        format!("HostSNIRegexp(`{}a{}`)", "(".repeat(10_000), ")".repeat(10_000)),
        format!("HostSNIRegexp(`{}`)", "a{1000}".repeat(100)),
    ];
    for rule in rules {
        let text = format!(
            "[entry_points]\npg = 5432\n[routes.a]\nentry_points = ['pg']\nservice = 'a:1'\ntls = 'passthrough'\nmatch = '{rule}'\n"
        );
        compiled(&text);
        let connection =
            object(&[("entry_point", "pg".into()), ("client_ip", "1.1.1.1".into()), ("sni", "a.b".into())]);
        told(wasm::route(&state(text.as_str()), &connection, &JsValue::UNDEFINED));
        told(wasm::outline(&state(text.as_str()), &JsValue::UNDEFINED));
    }
}

#[wasm_bindgen_test]
fn deep_manifests_are_refused() {
    for text in ["[".repeat(50_000), "{a: ".repeat(50_000), "- ".repeat(50_000), "&a [*a, ".repeat(10_000)] {
        let found = told(wasm::import_manifests(&text.into()));
        assert!(!found["diagnostics"].as_array().unwrap().is_empty());
    }
}

#[wasm_bindgen_test]
fn nul_bytes_and_markup_stay_text() {
    let markup = "<img src=x onerror=alert(1)>\u{0}";
    assert!(!codes(&compiled(markup)).is_empty());
    let found = compiled(&format!("[routes.'{}']\nservice = 'a:1'\n", "<img src=x onerror=alert(1)>"));
    let told = found.to_string();
    assert!(told.contains("`<img src=x onerror=alert(1)>` is not a valid name"), "{told}");
}

#[wasm_bindgen_test]
fn five_megabytes_are_answered() {
    let comment = format!("# {}\nnonsense = 1\n", "😀".repeat(1_300_000));
    assert_eq!(codes(&compiled(&comment)), ["unknown-key"]);
    let found = compiled(&"a b c\n".repeat(900_000));
    assert!(!codes(&found).is_empty());
}
