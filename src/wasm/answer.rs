use serde::Serialize;
use wasm_bindgen::prelude::{JsError, JsValue};

/// A value of the core as plain JavaScript data: through the JSON text that the other faces print, so that all of them
/// say the same, and with one call for the whole value.
pub(super) fn answer(value: &impl Serialize) -> Result<JsValue, JsError> {
    let text = serde_json::to_string(value)?;
    js_sys::JSON::parse(&text).map_err(|_| JsError::new("the answer is no JSON"))
}
