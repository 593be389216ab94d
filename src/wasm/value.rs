use std::cell::Cell;

use js_sys::{Array, ArrayBuffer, JsString, Reflect, TypeError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    // As js_sys has them, they throw through this module's frames: for a revoked proxy, or what a trap throws.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys(value: &JsValue) -> Result<Array, JsValue>;
}

/// Data deeper than this is none of ours. It ends objects that contain themselves.
const DEPTH_AT_MOST: usize = 32;
/// Values in one argument.
const VALUES_AT_MOST: f64 = 1_000_000.0;
/// The texts of one argument together, in UTF-16 units: what the module's memory can hold and compile.
const TEXT_AT_MOST: usize = 1 << 24;

const UNREADABLE: &str = "it cannot be read";

/// What a wrong call throws.
pub(super) fn wrong(message: &str) -> JsValue {
    TypeError::new(message).into()
}

/// Reads an argument; `what` names it in the error.
///
/// # Errors
/// When it is not of the type that its caller promised.
pub(super) fn argument<T: DeserializeOwned>(what: &str, argument: &JsValue) -> Result<T, JsValue> {
    let refused = |why: String| wrong(&format!("{what}: {why}"));
    let value = Reader::default().value(argument, 0).map_err(|why| refused(why.to_owned()))?;
    serde_json::from_value(value).map_err(|error| refused(error.to_string()))
}

/// Reads JavaScript data as JSON. Not by way of `JSON.stringify`: lone surrogates of a string have to become U+FFFD, one
/// UTF-16 unit for one, and JSON text would hand them on as escapes that no Rust string can hold.
///
/// Whatever the data does, a getter or a trap of a proxy, no exception comes through here.
#[derive(Default)]
struct Reader {
    values: f64,
    units: usize,
}

impl Reader {
    fn value(&mut self, from: &JsValue, depth: usize) -> Result<Value, &'static str> {
        self.values += 1.0;
        if depth > DEPTH_AT_MOST {
            return Err("it is nested too deeply");
        }
        if self.values > VALUES_AT_MOST {
            return Err("it has too many values");
        }
        if from.is_null() || from.is_undefined() {
            return Ok(Value::Null);
        }
        if let Some(text) = from.dyn_ref::<JsString>() {
            return self.text(text).map(Value::String);
        }
        if let Some(flag) = from.as_bool() {
            return Ok(Value::Bool(flag));
        }
        if let Some(number) = from.as_f64() {
            return Ok(self::number(number));
        }
        // The numbers of a typed array would be read one by one as keys.
        if !from.is_object() || ArrayBuffer::is_view(from) {
            return Err("it is not plain data");
        }
        if is_array(from).map_err(|_| UNREADABLE)? { self.list(from, depth) } else { self.table(from, depth) }
    }

    fn text(&mut self, from: &JsString) -> Result<String, &'static str> {
        self.units = self.units.saturating_add(from.length() as usize);
        if self.units > TEXT_AT_MOST { Err("it is longer than 16 MiB") } else { Ok(from.into()) }
    }

    fn list(&mut self, from: &JsValue, depth: usize) -> Result<Value, &'static str> {
        let length = Reflect::get(from, &"length".into()).ok().and_then(|length| length.as_f64()).ok_or(UNREADABLE)?;
        // Before it is read: the list of a proxy, or one that is all holes, may claim any length.
        if length > VALUES_AT_MOST {
            return Err("it has too many values");
        }
        let mut list = Vec::new();
        for index in (0..).take_while(|&index| f64::from(index) < length) {
            let item = Reflect::get(from, &index.into()).map_err(|_| UNREADABLE)?;
            list.push(self.value(&item, depth + 1)?);
        }
        Ok(Value::Array(list))
    }

    /// An object's own keys. Those that are undefined are left out, as JSON leaves them out.
    fn table(&mut self, from: &JsValue, depth: usize) -> Result<Value, &'static str> {
        let mut table = Map::new();
        for key in keys(from).map_err(|_| UNREADABLE)?.iter() {
            let found = Reflect::get(from, &key).map_err(|_| "a key of it cannot be read")?;
            if let Some(key) = key.dyn_ref::<JsString>().filter(|_| !found.is_undefined()) {
                let key = self.text(key)?;
                table.insert(key, self.value(&found, depth + 1)?);
            }
        }
        Ok(Value::Object(table))
    }
}

/// Whole numbers stay whole.
#[expect(clippy::cast_possible_truncation, reason = "whole numbers of this range are exact")]
fn number(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT { Value::from(number as i64) } else { Value::from(number) }
}

thread_local! {
    static IN_TEXT: Cell<bool> = const { Cell::new(false) };
}

/// From now on answers are JSON text.
pub(super) fn answer_in_text() {
    IN_TEXT.set(true);
}

/// Whether answers are JSON text.
pub(super) fn answers_in_text() -> bool {
    IN_TEXT.get()
}

/// A value of the core as plain JavaScript data: through the JSON text that the other faces print, so that all of them
/// say the same, and with one call for the whole value. Or that text itself.
pub(super) fn answer(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let text = serde_json::to_string(value).map_err(|error| wrong(&error.to_string()))?;
    if answers_in_text() {
        return Ok(text.into());
    }
    js_sys::JSON::parse(&text).map_err(|_| wrong("the answer is no JSON"))
}
