use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use super::server::{Server, TOKEN};
use super::support::project;

/// The Python SDK's client with a server of its own, over a state file that does not exist at first.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    server: Option<Server>,
    directory: tempfile::TempDir,
}

impl Client {
    /// Over standard input and output.
    pub fn stdio(arguments: &[&str]) -> Self {
        Self::piped(arguments, &[])
    }

    /// Over standard input and output, with a person behind the client who answers what they are asked.
    pub fn of_person(answer: &str, protocol: &str) -> Self {
        Self::piped(&[], &[("PERSON", answer), ("PROTOCOL", protocol)])
    }

    fn piped(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let mut command = python();
        command.envs(environment.iter().copied());
        command.args(["stdio", env!("CARGO_BIN_EXE_tcpgen"), "mcp", "--state"]).arg(state(&directory)).args(arguments);
        Self::start(command, None, directory)
    }

    /// Over streamable HTTP.
    pub fn http(arguments: &[&str]) -> Self {
        Self::fetched(arguments, &[])
    }

    /// Over streamable HTTP, with a person behind the client who answers what they are asked.
    pub fn of_person_over_http(answer: &str, protocol: &str) -> Self {
        Self::fetched(&[], &[("PERSON", answer), ("PROTOCOL", protocol)])
    }

    fn fetched(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let server = Server::start(&state(&directory), arguments);
        let mut command = python();
        command.envs(environment.iter().copied());
        command.arg("http").arg(format!("http://{}/mcp", server.address)).arg(TOKEN);
        Self::start(command, Some(server), directory)
    }

    /// Another client of the same server over HTTP.
    pub fn another(&self) -> Self {
        let mut command = python();
        command.arg("http").arg(format!("http://{}/mcp", self.server.as_ref().unwrap().address)).arg(TOKEN);
        Self::start(command, None, tempfile::tempdir().unwrap())
    }

    /// Tells the server to end, and gives its exit code.
    #[cfg(unix)]
    pub fn end_server(&mut self) -> Option<i32> {
        self.server.take().unwrap().end()
    }

    fn start(mut command: Command, server: Option<Server>, directory: tempfile::TempDir) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, input, output, server, directory }
    }

    /// Calls a method of the client.
    pub fn take(&mut self, method: &str, arguments: Value) -> Value {
        let step = json!({ "call": method, "with": arguments });
        writeln!(self.input.as_mut().unwrap(), "{step}").unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{step}: {error}: {line}"))
    }

    /// Calls a tool that has to answer.
    #[track_caller]
    pub fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let result = self.take("call_tool", json!([tool, arguments]));
        assert_eq!(result["isError"], false, "{result}");
        let answer = result["structuredContent"].clone();
        assert_eq!(answer["status"], "success");
        let text: Value = serde_json::from_str(result["content"][0]["text"].as_str().unwrap()).unwrap();
        assert_eq!(text, answer, "clients that read no structured results get the same");
        answer
    }

    /// Calls a tool that has to refuse.
    #[track_caller]
    pub fn refused(&mut self, tool: &str, arguments: Value) -> Value {
        let result = self.take("call_tool", json!([tool, arguments]));
        assert_eq!(result["isError"], true, "{result}");
        result["structuredContent"].clone()
    }

    /// Reads the listing.
    pub fn list(&mut self) -> Value {
        let result = self.take("read_resource", json!(["traefik://traffic/tcp/list"]));
        assert_eq!(result["contents"][0]["mimeType"], "application/json", "{result}");
        serde_json::from_str(result["contents"][0]["text"].as_str().unwrap()).unwrap()
    }

    pub fn path(&self) -> PathBuf {
        state(&self.directory)
    }

    /// The state file as it is now.
    pub fn state(&self) -> String {
        std::fs::read_to_string(self.path()).unwrap()
    }

    /// What `tcpgen build` makes of the state file; empty for one without entries, which it refuses.
    pub fn yaml(&self) -> String {
        let built = Command::new(env!("CARGO_BIN_EXE_tcpgen")).arg("build").arg(self.path()).output().unwrap();
        if String::from_utf8_lossy(&built.stderr).starts_with("error[empty-input]") {
            return String::new();
        }
        assert!(built.status.success(), "{built:?}");
        String::from_utf8(built.stdout).unwrap()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.wait();
    }
}

fn python() -> Command {
    let mut command = Command::new(project::tool("venv/bin/python", None));
    command.arg(project::root().join("tests/mcp/client.py"));
    command
}

fn state(directory: &tempfile::TempDir) -> PathBuf {
    Path::new(directory.path()).join("tcpgen.toml")
}
