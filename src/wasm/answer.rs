use serde::Serialize;
use wasm_bindgen::prelude::{JsError, JsValue};

/// A value of the core as plain JavaScript data: through JSON text, which the engine parses faster than objects are
/// made one call at a time (docs/performance.md).
pub(super) fn answer(value: &impl Serialize) -> Result<JsValue, JsError> {
    let text = serde_json::to_string(value)?;
    js_sys::JSON::parse(&text).map_err(|_| JsError::new("the answer is no JSON"))
}
