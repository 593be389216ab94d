//! Places in JavaScript's own measure.

use js_sys::JsString;
use serde_json::Value;
use tcpgen::wasm;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::js::{state, told};

/// What JavaScript cuts out of `text` at a place.
fn cut(text: &JsString, place: &Value) -> String {
    let at = |key: &str| u32::try_from(place[key]["utf16"].as_u64().unwrap()).unwrap();
    text.slice(at("start"), at("end")).into()
}

#[wasm_bindgen_test]
fn a_place_behind_wide_characters_is_where_javascript_sees_it() {
    let text = JsString::from("# 😀 漢字 ü\r\n[routes.\"😀\"]\nservice = 'a:1'\nnonsense = '😀'\n");
    let found = told(wasm::compile(&state(text.clone()), &JsValue::UNDEFINED));
    let unknown = found["diagnostics"].as_array().unwrap().iter().find(|one| one["code"] == "unknown-key").unwrap();
    assert_eq!(cut(&text, unknown), "nonsense");
}

#[wasm_bindgen_test]
fn an_object_s_place_is_its_entry() {
    let text = JsString::from(
        "# 😀\n[routes.a]\nentry_points = ['pg']\nservice = 'a:1' # why\n\n[routes.b]\nentry_points = ['x']\nservice = 'b:1'\nsni = 'b.c'\ntls = 'passthrough'\n",
    );
    let found = told(wasm::compile(&state(text.clone()), &JsValue::UNDEFINED));
    assert_eq!(cut(&text, &found["objects"][0]), "[routes.a]\nentry_points = ['pg']\nservice = 'a:1' # why");
    assert!(cut(&text, &found["objects"][1]).starts_with("[routes.b]\n"));
}

#[wasm_bindgen_test]
fn a_lone_surrogate_is_one_unit_and_shifts_nothing() {
    let text =
        JsString::from("# ").concat(&JsString::from_char_code1(0xD800)).concat(&JsString::from(" \nnonsense = 1\n"));
    let found = told(wasm::compile(&state(text.clone()), &JsValue::UNDEFINED));
    assert_eq!(cut(&text, &found["diagnostics"][0]), "nonsense");
    let value = JsString::from("[routes.a]\nservice = '")
        .concat(&JsString::from_char_code1(0xDFFF))
        .concat(&JsString::from("'\n"));
    let found = told(wasm::compile(&state(value), &JsValue::UNDEFINED));
    assert!(!found["diagnostics"].as_array().unwrap().is_empty());
}
