//! From a keystroke to its diagnostics: the real server, driven over its pipes as an editor does.
//!
//! Not one of divan's benches, which have one subject: a session goes on over 500 edits, of which each is a letter that is
//! written or taken back, and every tenth breaks the text.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, hint};

use serde_json::{Value, json};

#[path = "support/workload.rs"]
mod workload;

const EDITS: usize = 500;

fn main() {
    for routes in [100, 1_000, 10_000] {
        measure(routes);
    }
}

fn measure(routes: usize) {
    let text = workload::workload(routes);
    let directory = tempfile::tempdir().expect("a folder");
    let path = directory.path().join("tcpgen.toml");
    fs::write(&path, &text).expect("a file");
    let mut child = Command::new(env!("CARGO_BIN_EXE_tcpgen"))
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a server");
    let mut editor = Editor {
        input: child.stdin.take().expect("its input"),
        output: BufReader::new(child.stdout.take().expect("its output")),
        uri: format!("file://{}", path.display()),
        version: 1,
    };
    editor.send(json!({ "id": 1, "method": "initialize", "params": { "capabilities": {} } }));
    hint::black_box(editor.receive());
    editor.send(json!({ "method": "initialized", "params": {} }));
    let document = json!({ "uri": editor.uri, "languageId": "toml", "version": 1, "text": text });
    editor.send(json!({ "method": "textDocument/didOpen", "params": { "textDocument": document } }));
    editor.diagnostics();
    let mut times: Vec<Duration> = (0..EDITS).map(|edit| editor.edit(&text, edit)).collect();
    times.sort();
    let memory = resident(child.id());
    println!(
        "{routes:>6} routes, {EDITS} edits: median {:?}, 90th percentile {:?}, slowest {:?}, {memory} MiB resident",
        times[EDITS / 2],
        times[EDITS * 9 / 10],
        times[EDITS - 1]
    );
    drop(editor);
    let _ = child.wait();
}

struct Editor {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    uri: String,
    version: u64,
}

impl Editor {
    /// Writes a letter somewhere, or takes it back; the time until the diagnostics are there.
    fn edit(&mut self, text: &str, edit: usize) -> Duration {
        // Two edits in one line: the first writes, the second takes back.
        let lines = text.lines().count();
        let line = (edit / 2 * 7919) % lines;
        let letter = if edit % 10 < 2 { "[" } else { "x" };
        let character = text.lines().nth(line).map_or(0, |line| line.encode_utf16().count());
        let written = edit % 2 == 1;
        let range = json!({
            "start": { "line": line, "character": character },
            "end": { "line": line, "character": character + usize::from(written) },
        });
        let change = json!({ "range": range, "text": if written { "" } else { letter } });
        self.version += 1;
        let document = json!({ "uri": self.uri, "version": self.version });
        let params = json!({ "textDocument": document, "contentChanges": [change] });
        let begin = Instant::now();
        self.send(json!({ "method": "textDocument/didChange", "params": params }));
        self.diagnostics();
        begin.elapsed()
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("a server that reads");
        self.input.flush().expect("a server that reads");
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line).expect("a server that answers");
            match line.trim().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().expect("a number"),
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("a whole message");
        serde_json::from_slice(&body).expect("JSON")
    }

    /// Waits for the diagnostics of the newest text.
    fn diagnostics(&mut self) {
        loop {
            let message = self.receive();
            if message["params"]["version"] == self.version {
                return;
            }
        }
    }
}

/// The memory of a process; 0 where the system does not tell.
fn resident(process: u32) -> usize {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok()).unwrap_or(0) / 1024
}
