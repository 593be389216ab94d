use serde::Serialize;
use serde_json::Value;

use crate::import::Imported;
use crate::report::json;
use crate::source::Sources;

/// Manifests as a state file, as one JSON value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImportedState {
    /// The state file.
    pub toml: String,
    /// What is not carried over, or differently, as [`json`] gives it.
    pub diagnostics: Value,
}

/// Writes down what [`import`](crate::import::import) gave.
pub fn imported(imported: &Imported, sources: &Sources, toml: String) -> ImportedState {
    ImportedState { toml, diagnostics: json(&imported.diagnostics, sources) }
}
