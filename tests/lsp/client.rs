use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// Nothing takes longer, on whatever machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A client of `tcpgen lsp`, with a folder of its own.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    directory: tempfile::TempDir,
    next_id: i64,
    versions: HashMap<String, i64>,
    responses: HashMap<i64, Value>,
    /// The newest diagnostics, by file name.
    diagnostics: HashMap<String, Value>,
    /// Notifications and requests of the server, but for diagnostics.
    pub told: Vec<Value>,
    /// What the server can do.
    pub capabilities: Value,
}

impl Client {
    /// A server over these files. Places are counted in UTF-16.
    pub fn new(files: &[(&str, &str)]) -> Self {
        Self::with(files, json!({}), json!({}))
    }

    /// The same with capabilities and options of the client.
    pub fn with(files: &[(&str, &str)], capabilities: Value, options: Value) -> Self {
        let directory = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = directory.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut child = server().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let input = child.stdin.take();
        let (sender, messages) = channel();
        thread::spawn(move || read(output, &sender));
        let (versions, diagnostics) = (HashMap::new(), HashMap::new());
        let mut client = Self {
            child,
            input,
            messages,
            directory,
            next_id: 0,
            versions,
            responses: HashMap::new(),
            diagnostics,
            told: Vec::new(),
            capabilities: Value::Null,
        };
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options });
        client.capabilities = client.ask("initialize", params)["capabilities"].clone();
        client.notify("initialized", json!({}));
        client
    }

    /// Where a file of the folder is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().canonicalize().unwrap().join(name)
    }

    pub fn uri(&self, name: &str) -> String {
        if name.starts_with("untitled:") { name.to_owned() } else { format!("file://{}", self.path(name).display()) }
    }

    fn name(&self, uri: &str) -> String {
        let folder = format!("file://{}/", self.directory.path().canonicalize().unwrap().display());
        uri.strip_prefix(&folder).unwrap_or(uri).to_owned()
    }

    pub fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let input = self.input.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        input.flush().unwrap();
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request; its number.
    pub fn begin(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Waits for the whole response to a request.
    pub fn response(&mut self, id: i64) -> Value {
        loop {
            if let Some(response) = self.responses.remove(&id) {
                return response;
            }
            self.next();
        }
    }

    /// A request that has to be answered.
    #[track_caller]
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.begin(method, params);
        let response = self.response(id);
        assert!(response.get("error").is_none(), "{method}: {response}");
        response["result"].clone()
    }

    /// A request that has to be refused; the words.
    #[track_caller]
    pub fn refused(&mut self, method: &str, params: Value) -> String {
        let id = self.begin(method, params);
        let response = self.response(id);
        response["error"]["message"].as_str().unwrap_or_else(|| panic!("{method}: {response}")).to_owned()
    }

    /// Takes the next message: requests of the server are answered, and everything else is kept.
    fn next(&mut self) {
        let message = self.messages.recv_timeout(PATIENCE).expect("the server is silent");
        if message["method"] == "textDocument/publishDiagnostics" {
            let name = self.name(message["params"]["uri"].as_str().unwrap());
            self.diagnostics.insert(name, message["params"].clone());
        } else if message.get("method").is_some() {
            if let Some(id) = message.get("id") {
                let answer = json!({ "jsonrpc": "2.0", "id": id, "result": null });
                self.send(&answer);
            }
            self.told.push(message);
        } else {
            self.responses.insert(message["id"].as_i64().unwrap(), message);
        }
    }

    /// Opens a file with the text that it has on disk, and waits for its diagnostics.
    pub fn open(&mut self, name: &str) -> Value {
        let text = fs::read_to_string(self.path(name)).unwrap();
        self.open_as(name, &text)
    }

    /// Opens a file with another text.
    pub fn open_as(&mut self, name: &str, text: &str) -> Value {
        self.begin_open(name, text);
        self.diagnostics_of(name)
    }

    /// Opens a file, and does not wait.
    pub fn begin_open(&mut self, name: &str, text: &str) {
        self.versions.insert(name.to_owned(), 1);
        let document = json!({ "uri": self.uri(name), "languageId": "toml", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Changes a file, and does not wait.
    pub fn begin_change(&mut self, name: &str, changes: Value) {
        let version = self.versions.get_mut(name).unwrap();
        *version += 1;
        let document = json!({ "uri": self.uri(name), "version": self.versions[name] });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Replaces the text of a file, and waits for its diagnostics.
    pub fn change(&mut self, name: &str, text: &str) -> Value {
        self.begin_change(name, json!([{ "text": text }]));
        self.diagnostics_of(name)
    }

    /// The diagnostics of the newest text of a file.
    pub fn diagnostics_of(&mut self, name: &str) -> Value {
        loop {
            let known = self.diagnostics.get(name);
            if let Some(known) = known.filter(|known| known["version"] == self.versions[name]) {
                return known["diagnostics"].clone();
            }
            self.next();
        }
    }

    /// The diagnostics of a file once those of the newest texts of all open files are there.
    pub fn settled(&mut self, name: &str) -> Value {
        let open: Vec<String> = self.versions.keys().cloned().collect();
        for one in &open {
            self.diagnostics_of(one);
        }
        // A state is published in one go: an answer after a part of it comes after all of it.
        self.ask("workspace/symbol", json!({ "query": "\u{0}" }));
        self.diagnostics_of(name)
    }

    /// The last diagnostics of a file that is not open; waits until it fits.
    pub fn wait_for(&mut self, name: &str, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            if let Some(known) = self.diagnostics.get(name).filter(|known| fits(&known["diagnostics"])) {
                return known["diagnostics"].clone();
            }
            self.next();
        }
    }

    /// Parameters of a request about a place: that of `|` in `line`, a part of the file's text.
    pub fn at(&self, name: &str, text: &str, part: &str) -> Value {
        json!({ "textDocument": { "uri": self.uri(name) }, "position": position(text, part) })
    }

    pub fn shutdown(mut self) -> i32 {
        self.ask("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        drop(self.input.take());
        self.child.wait().unwrap().code().unwrap()
    }

    /// Ends the session without a word.
    pub fn hang_up(mut self) -> i32 {
        drop(self.input.take());
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.wait();
    }
}

fn read(mut output: BufReader<impl std::io::Read>, messages: &std::sync::mpsc::Sender<Value>) -> Option<()> {
    loop {
        let mut length = None;
        loop {
            let mut line = String::new();
            if output.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if line.trim().is_empty() {
                break;
            }
            length = line.trim().strip_prefix("Content-Length: ").map(|number| number.parse().unwrap()).or(length);
        }
        let mut body = vec![0; length?];
        output.read_exact(&mut body).ok()?;
        messages.send(serde_json::from_slice(&body).unwrap()).ok()?;
    }
}

/// `tcpgen lsp`, or the server whose command is in TCPGEN_LSP, a list in JSON.
fn server() -> Command {
    let Ok(other) = env::var("TCPGEN_LSP") else {
        let mut own = Command::new(env!("CARGO_BIN_EXE_tcpgen"));
        own.arg("lsp");
        return own;
    };
    let words: Vec<String> = serde_json::from_str(&other).unwrap();
    let (program, arguments) = words.split_first().unwrap();
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

/// The place of `|` in a part of a text, in UTF-16.
#[track_caller]
pub fn position(text: &str, part: &str) -> Value {
    let plain = part.replacen('|', "", 1);
    let at = text.find(&plain).unwrap_or_else(|| panic!("{plain:?} is not in the text"));
    position_at(text, at + part.find('|').expect("a place"))
}

/// The place of a byte, in UTF-16.
pub fn position_at(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    json!({ "line": line, "character": before[start..].encode_utf16().count() })
}

/// The text of a range, in UTF-16.
pub fn slice<'t>(text: &'t str, range: &Value) -> &'t str {
    &text[offset(text, &range["start"])..offset(text, &range["end"])]
}

/// The byte of a place, in UTF-16.
pub fn offset(text: &str, position: &Value) -> usize {
    let (line, character) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
    let start: usize = text.split_inclusive('\n').take(usize::try_from(line).unwrap()).map(str::len).sum();
    let mut units = 0;
    for (at, letter) in text[start..].char_indices() {
        if units == character {
            return start + at;
        }
        units += letter.len_utf16() as u64;
    }
    text.len()
}

/// A text after the edits of one file.
pub fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<_> = edits.as_array().unwrap().iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(text, &edit["range"]["start"])));
    let mut text = text.to_owned();
    for edit in edits {
        let range = offset(&text, &edit["range"]["start"])..offset(&text, &edit["range"]["end"]);
        text.replace_range(range, edit["newText"].as_str().unwrap());
    }
    text
}

/// The codes of diagnostics.
pub fn codes(diagnostics: &Value) -> Vec<&str> {
    let all = diagnostics.as_array().unwrap().iter();
    all.map(|one| one["code"].as_str().unwrap_or("no code")).collect()
}
