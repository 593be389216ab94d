use serde_json::Value;

use super::encoding::Encoding;

/// What the client can do.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own")]
pub(super) struct Client {
    /// How places within lines are counted.
    pub encoding: Encoding,
    /// Completions can say where writing goes on.
    pub snippets: bool,
    /// Edits can name the version of a document.
    pub versioned_edits: bool,
    /// The server can ask to be told of changed files.
    pub watches: bool,
    /// Outlines can be trees.
    pub nested_symbols: bool,
    /// The client shows the results of commands itself; else the server sends them as messages.
    pub shows_results: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub fn new(params: &Value) -> Self {
        let is = |path: &str| params.pointer(path).and_then(Value::as_bool).unwrap_or(false);
        let encodings = params.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
        let utf8 = encodings.is_some_and(|all| all.iter().any(|one| one == "utf-8"));
        Self {
            encoding: if utf8 { Encoding::Utf8 } else { Encoding::Utf16 },
            snippets: is("/capabilities/textDocument/completion/completionItem/snippetSupport"),
            versioned_edits: is("/capabilities/workspace/workspaceEdit/documentChanges"),
            watches: is("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration"),
            nested_symbols: is("/capabilities/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            shows_results: is("/initializationOptions/showsResults"),
        }
    }
}
