//! The server as a WebAssembly module, for the extension of VS Code where there is no command.

use js_sys::TypeError;
use lsp_server::Message;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::alone::Alone;

/// A language server whose host hands in the messages of a client. The server asks the host for files by the request
/// `tcpgen/files`.
#[wasm_bindgen]
pub struct LanguageServer(Alone);

#[wasm_bindgen]
impl LanguageServer {
    /// A server before `initialize`.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self(Alone::new())
    }

    /// Takes a message, and returns those for the client: all of them are JSON.
    ///
    /// # Errors
    /// When it is no message of JSON-RPC.
    pub fn receive(&mut self, message: &str) -> Result<Vec<String>, JsValue> {
        let message = serde_json::from_str(message)
            .map_err(|error| JsValue::from(TypeError::new(&format!("this is no message: {error}"))))?;
        Ok(texts(self.0.receive(message)))
    }

    /// Does what can wait until no message does: one piece of it. Without messages there is nothing left.
    pub fn idle(&mut self) -> Vec<String> {
        texts(self.0.idle())
    }
}

#[derive(Serialize)]
struct Framed {
    jsonrpc: &'static str,
    #[serde(flatten)]
    message: Message,
}

fn texts(messages: Vec<Message>) -> Vec<String> {
    let text = |message| serde_json::to_string(&Framed { jsonrpc: "2.0", message }).unwrap_or_default();
    messages.into_iter().map(text).collect()
}
