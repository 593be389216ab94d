use serde::Serialize;
use serde_json::Value;

use crate::Compilation;
use crate::output::BuildError;
use crate::report::json;
use crate::source::Sources;

/// A state written for a target, as one JSON value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Built {
    /// As [`json`] gives them.
    pub diagnostics: Value,
    /// Empty while there are errors.
    pub text: String,
    /// Why the target has no text, though the state has no errors.
    pub error: Option<BuiltError>,
}

/// Why a target has no text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BuiltError {
    /// What is wrong.
    pub message: String,
    /// What to do instead.
    pub help: Option<&'static str>,
}

/// Writes down what [`build`](crate::output::build) gave for a compilation.
pub fn built(compilation: &Compilation, sources: &Sources, text: Result<Option<String>, BuildError>) -> Built {
    let diagnostics = json(&compilation.diagnostics, sources);
    match text {
        Ok(text) => Built { diagnostics, text: text.unwrap_or_default(), error: None },
        Err(error) => {
            let error = BuiltError { message: error.to_string(), help: error.help() };
            Built { diagnostics, text: String::new(), error: Some(error) }
        }
    }
}
