use std::cell::{RefCell, RefMut};

use serde_json::Value;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::Answer;
use super::options::CompileOptions;
use super::source;
use super::value::{answer, argument, wrong};
use crate::session::NAME;
use crate::source::{SourceFile, Sources};

/// The traffic tools over the text of one state file, as an agent has them.
#[wasm_bindgen]
pub struct Session {
    // Arguments are read before it is borrowed: what they run, a getter say, may call it too.
    session: RefCell<crate::Session>,
}

#[wasm_bindgen]
impl Session {
    /// Begins with the first state file of `sources`, or with an empty one, and with what is known of Traefik from the files
    /// with its configuration that state files name. Of the options, `traefik` counts.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "readonly Source[]")] sources: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "CompileOptions")] options: &JsValue,
    ) -> Result<Self, JsValue> {
        let sources = if sources.is_undefined() { Sources::default() } else { source::read(sources)? };
        let traefik = CompileOptions::read(options)?.traefik()?;
        Ok(Self { session: RefCell::new(crate::Session::over(alone(&sources)).for_traefik(traefik)) })
    }

    /// Calls a traffic tool. A refusal is an answer as well.
    #[wasm_bindgen(unchecked_return_type = "ToolAnswer")]
    pub fn call(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] tool: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "object")] args: &JsValue,
    ) -> Answer {
        let tool: String = argument("tool", tool)?;
        let arguments: Value = argument("args", args)?;
        answer(&self.borrow()?.call(&tool, &arguments))
    }

    /// The tool call that a request in plain words means; it is not made.
    #[wasm_bindgen(unchecked_return_type = "ToolAnswer")]
    pub fn ask(&self, #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue) -> Answer {
        let text: String = argument("text", text)?;
        answer(&self.borrow()?.ask(&text))
    }

    /// Every route, where it leads and what guards it.
    #[wasm_bindgen(unchecked_return_type = "ToolAnswer")]
    pub fn list(&self) -> Answer {
        answer(&self.borrow()?.list())
    }

    /// The state file as it is now, with its comments.
    #[wasm_bindgen(unchecked_return_type = "string")]
    pub fn source(&self) -> Answer {
        Ok(self.borrow()?.source().into())
    }
}

/// The first state file, with the facts that were found.
fn alone(sources: &Sources) -> Sources {
    let mut alone = Sources::default();
    let first = sources.iter().find(|(id, file)| !file.is_manifest() && !sources.is_facts(*id));
    let text = first.map_or("", |(_, file)| file.text());
    let state = alone.add(SourceFile::new(NAME, text));
    for (id, file) in sources {
        if sources.is_found(id) {
            alone.add_found(file.clone());
        }
    }
    for (named_by, key, reason) in sources.unread() {
        if first.is_some_and(|(id, _)| id == *named_by) {
            alone.set_unread(state, key, reason.clone());
        }
    }
    alone
}

impl Session {
    fn borrow(&self) -> Result<RefMut<'_, crate::Session>, JsValue> {
        self.session.try_borrow_mut().map_err(|_| wrong("the session is in the middle of a call"))
    }
}
