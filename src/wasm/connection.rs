use wasm_bindgen::prelude::{JsError, JsValue};

use super::value::argument;
use crate::view::WrittenConnection;

/// Reads a connection.
pub(super) fn read(written: &JsValue) -> Result<WrittenConnection, JsError> {
    argument("connection", written)
}
