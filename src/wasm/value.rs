use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use wasm_bindgen::prelude::{JsCast, JsError, JsValue};

/// Data deeper than this is none of ours. It ends objects that contain themselves.
const DEPTH_AT_MOST: usize = 32;

/// Reads an argument; `what` names it in the error.
///
/// # Errors
/// When it is not of the type that its caller promised.
pub(super) fn argument<T: DeserializeOwned>(what: &str, argument: &JsValue) -> Result<T, JsError> {
    let refused = |why: String| JsError::new(&format!("{what}: {why}"));
    let value = value(argument, 0).map_err(refused)?;
    serde_json::from_value(value).map_err(|error| refused(error.to_string()))
}

/// JavaScript data as JSON. Not by way of `JSON.stringify`: lone surrogates of a string have to become U+FFFD, one
/// UTF-16 unit for one, and JSON text would hand them on as escapes that no Rust string can hold.
fn value(from: &JsValue, depth: usize) -> Result<Value, String> {
    if depth > DEPTH_AT_MOST {
        return Err("it is nested too deeply".to_owned());
    }
    if from.is_null() || from.is_undefined() {
        return Ok(Value::Null);
    }
    if let Some(text) = from.as_string() {
        return Ok(Value::String(text));
    }
    if let Some(flag) = from.as_bool() {
        return Ok(Value::Bool(flag));
    }
    if let Some(number) = from.as_f64() {
        return Ok(self::number(number));
    }
    if let Some(list) = from.dyn_ref::<Array>() {
        return list.iter().map(|item| value(&item, depth + 1)).collect();
    }
    match from.dyn_ref::<Object>() {
        Some(object) if !from.is_function() => table(object, depth),
        _ => Err("it is not plain data".to_owned()),
    }
}

/// An object's own keys. Those that are undefined are left out, as JSON leaves them out.
fn table(from: &Object, depth: usize) -> Result<Value, String> {
    let mut table = Map::new();
    for key in Object::keys(from).iter() {
        let found = Reflect::get(from, &key).map_err(|_| "a key of it cannot be read".to_owned())?;
        if let Some(key) = key.as_string().filter(|_| !found.is_undefined()) {
            table.insert(key, value(&found, depth + 1)?);
        }
    }
    Ok(Value::Object(table))
}

/// Whole numbers stay whole.
#[expect(clippy::cast_possible_truncation, reason = "whole numbers of this range are exact")]
fn number(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT { Value::from(number as i64) } else { Value::from(number) }
}

/// A value of the core as plain JavaScript data: through the JSON text that the other faces print, so that all of them
/// say the same, and with one call for the whole value.
pub(super) fn answer(value: &impl Serialize) -> Result<JsValue, JsError> {
    let text = serde_json::to_string(value)?;
    js_sys::JSON::parse(&text).map_err(|_| JsError::new("the answer is no JSON"))
}
