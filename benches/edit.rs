//! From a keystroke to its diagnostics: the real server, driven over its pipes as an editor does.
//!
//! Not one of divan's benches, which have one subject: a session goes on over 500 edits, of which each is a letter that is
//! written or taken back, and every tenth breaks the text.
//!
//! `cargo bench --bench edit -- ROUTES EDITS` is one session of that size, with its memory after each tenth of the edits.
//! `TCPGEN_LSP`, a list in JSON, is the command of another server.

#![allow(clippy::expect_used, reason = "a bench that cannot go on fails")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, hint};

use serde_json::{Value, json};

#[path = "support/workload.rs"]
mod workload;

const EDITS: usize = 500;

fn main() {
    let numbers: Vec<usize> = env::args().filter_map(|argument| argument.parse().ok()).collect();
    if let [routes, edits] = numbers[..] {
        return measure(routes, edits, true);
    }
    for routes in [100, 1_000, 10_000] {
        measure(routes, EDITS, false);
    }
}

fn measure(routes: usize, edits: usize, with_tenths: bool) {
    let text = workload::workload(routes);
    let directory = tempfile::tempdir().expect("a folder");
    let path = directory.path().join("tcpgen.toml");
    fs::write(&path, &text).expect("a file");
    let mut child = server().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a server");
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
    let mut times = Vec::with_capacity(edits);
    for edit in 0..edits {
        times.push(editor.edit(&text, edit));
        if with_tenths && (edit + 1) % (edits / 10).max(1) == 0 {
            println!("{:>8} edits: {} KiB, without the program", edit + 1, memory(child.id(), "RssAnon:"));
        }
    }
    times.sort();
    let memory = memory(child.id(), "VmRSS:") / 1024;
    println!(
        "{routes:>6} routes, {edits} edits: median {:?}, 90th percentile {:?}, slowest {:?}, {memory} MiB resident",
        times[edits / 2],
        times[edits * 9 / 10],
        times[edits - 1]
    );
    drop(editor);
    let _ = child.wait();
}

fn server() -> Command {
    let own = || vec![env!("CARGO_BIN_EXE_tcpgen").to_owned(), "lsp".to_owned()];
    let words = env::var("TCPGEN_LSP").map_or_else(|_| own(), |words| serde_json::from_str(&words).expect("a list"));
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]);
    command
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

/// The memory of a process in KiB, by its name in Linux; 0 where the system does not report it.
fn memory(process: u32, name: &str) -> usize {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok()).unwrap_or(0)
}
