//! JavaScript values for the tests, and answers as JSON.

use js_sys::{Array, JSON, Object, Reflect};
use serde_json::Value;
use wasm_bindgen::{JsCast as _, JsValue};

pub type Answer = Result<JsValue, JsValue>;

/// An object of these keys.
pub fn object(pairs: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in pairs {
        Reflect::set(&object, &JsValue::from_str(key), value).unwrap();
    }
    object.into()
}

/// A list of one source.
pub fn source(name: &str, text: impl Into<JsValue>) -> JsValue {
    Array::of1(&object(&[("name", name.into()), ("text", text.into())])).into()
}

/// A state file alone.
pub fn state(text: impl Into<JsValue>) -> JsValue {
    source("tcpgen.toml", text)
}

/// What a function answered.
pub fn told(answer: Answer) -> Value {
    let Ok(answer) = answer else { panic!("it threw") };
    serde_json::from_str(&String::from(JSON::stringify(&answer).unwrap())).unwrap()
}

/// The message of the `TypeError` that a wrong call throws.
pub fn thrown(answer: Answer) -> String {
    let Err(error) = answer else { panic!("it did not throw") };
    let Ok(error) = error.dyn_into::<js_sys::TypeError>() else { panic!("it threw no TypeError") };
    error.message().into()
}
