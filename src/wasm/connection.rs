use wasm_bindgen::prelude::{JsError, JsValue};

use super::value::argument;
use crate::report::WrittenConnection;

/// Reads a connection.
pub(super) fn read(written: &JsValue) -> Result<WrittenConnection, JsError> {
    argument("connection", written)
}
