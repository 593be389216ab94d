use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A token that the tests' clients have.
pub const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// `tcpgen mcp --http`, until it is dropped.
pub struct Server {
    child: Child,
    /// `127.0.0.1:PORT`
    pub address: String,
}

impl Server {
    pub fn start(state: &Path, arguments: &[&str]) -> Self {
        Self::spawn(state, |command| command.args(arguments).env("TCPGEN_MCP_TOKEN", TOKEN))
    }

    /// Without a token: everybody on this machine may call.
    pub fn open(state: &Path) -> Self {
        Self::spawn(state, |command| command.env_remove("TCPGEN_MCP_TOKEN"))
    }

    fn spawn(state: &Path, with: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tcpgen"));
        command.args(["mcp", "--http", "127.0.0.1:0", "--state"]).arg(state).stderr(Stdio::piped());
        let mut child = with(&mut command).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("serving at http://").and_then(|rest| rest.strip_suffix("/mcp"));
        let address = address.unwrap_or_else(|| panic!("{line}")).to_owned();
        Self { child, address }
    }

    /// Sends a request as it is, and gives the status and the rest of the answer.
    pub fn raw(&self, request: &[u8]) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        // The server may answer and close before it has read all.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer).into_owned();
        let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        (status, text)
    }

    /// Posts a body with the token and these headers.
    pub fn post(&self, headers: &str, body: &str) -> (u16, String) {
        self.raw(self.request(&format!("Authorization: Bearer {TOKEN}\r\n{headers}"), body).as_bytes())
    }

    pub fn request(&self, headers: &str, body: &str) -> String {
        let host = if headers.contains("Host: ") { String::new() } else { format!("Host: {}\r\n", self.address) };
        format!(
            "POST /mcp HTTP/1.1\r\n{host}{headers}Connection: close\r\nContent-Type: application/json\r\n\
             Accept: application/json, text/event-stream\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }

    /// Tells it to end, and gives its exit code.
    #[cfg(unix)]
    pub fn end(mut self) -> Option<i32> {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(told.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
