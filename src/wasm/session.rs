use serde_json::Value;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use super::Answer;
use super::source;
use super::value::{answer, argument};
use crate::source::{SourceFile, Sources};

/// The traffic tools over the text of one state file, as an agent has them.
#[wasm_bindgen]
pub struct Session {
    session: crate::Session,
}

#[wasm_bindgen]
impl Session {
    /// Begins with the first state file of `sources`, or with an empty one.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_optional_param_type = "Source[]")] sources: &JsValue) -> Result<Self, JsError> {
        let sources = if sources.is_undefined() { Sources::default() } else { source::read(sources)? };
        let first = sources.iter().map(|(_, file)| file).find(|file| !file.is_manifest());
        let text = first.map_or("", SourceFile::text);
        Ok(Self { session: crate::Session::new(text) })
    }

    /// Calls a traffic tool. A refusal is an answer as well.
    #[wasm_bindgen(unchecked_return_type = "ToolAnswer")]
    pub fn call(&mut self, tool: &str, #[wasm_bindgen(unchecked_param_type = "object")] args: &JsValue) -> Answer {
        let arguments: Value = argument("args", args)?;
        answer(&self.session.call(tool, &arguments))
    }

    /// The tool call that a request in plain words means; it is not made.
    #[wasm_bindgen(unchecked_return_type = "ToolAnswer")]
    pub fn ask(&self, text: &str) -> Answer {
        answer(&self.session.ask(text))
    }

    /// Every route, where it leads and what guards it.
    #[wasm_bindgen(unchecked_return_type = "ToolAnswer")]
    pub fn list(&self) -> Answer {
        answer(&self.session.list())
    }

    /// The state file as it is now, with its comments.
    pub fn source(&self) -> String {
        self.session.source().to_owned()
    }
}
